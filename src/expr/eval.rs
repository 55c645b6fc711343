//! The value of an expression. It walks the parts; what operators and functions do with values is `operate`'s and `convert`'s business.

use std::sync::Arc;

use super::ast::{Ast, Function, Kind, Macro};
use super::operate::{self, Meter, text_units};
use super::value::Value;
use super::{Fault, Scope, convert};
use crate::locale::{Text, text};
use crate::source::{Span, Spanned};

/// An evaluation under way.
pub(super) struct Machine<'a> {
    scope: &'a dyn Scope,
    meter: Meter,
    /// The variable of the macro whose body is being evaluated; no macro stands inside another.
    bound: Option<(&'a str, Value)>,
}

fn at(span: Span) -> impl FnOnce(Text) -> Fault {
    move |message| Fault { span, message }
}

impl<'a> Machine<'a> {
    pub(super) fn new(scope: &'a dyn Scope) -> Self {
        Self { scope, meter: Meter::new(), bound: None }
    }

    /// The value of a part.
    pub(super) fn value(&mut self, part: &'a Ast) -> Result<Value, Fault> {
        self.meter.charge(1).map_err(at(part.span))?;
        match &part.kind {
            Kind::Literal(value) | Kind::List(_, Some(value)) => Ok(value.clone()),
            Kind::Name(name) => self.name(name, part.span),
            Kind::Field(of, name) => self.field(of, name),
            Kind::Has(of, name) => self.has(of, name),
            Kind::Index(pair) => self.index(&pair[0], &pair[1], part.span),
            Kind::Not(of) => self.truth(of).map(|truth| Value::Bool(!truth)),
            Kind::Negate(of) => operate::negate(&self.value(of)?).map_err(at(part.span)),
            Kind::And(pair) => self.both(pair, false).map(Value::Bool),
            Kind::Or(pair) => self.both(pair, true).map(Value::Bool),
            Kind::Binary(operator, pair) => {
                let (left, right) = (self.value(&pair[0])?, self.value(&pair[1])?);
                operate::binary(*operator, &left, &right, &mut self.meter).map_err(at(part.span))
            }
            Kind::Choice(three) => {
                let chosen = self.chosen(three)?;
                self.value(chosen)
            }
            Kind::List(items, None) => {
                items.iter().map(|item| self.value(item)).collect::<Result<_, _>>().map(Value::List)
            }
            Kind::Map(entries) => entries
                .iter()
                .map(|(key, value)| Ok((Arc::clone(&key.value), self.value(value)?)))
                .collect::<Result<Vec<_>, Fault>>()
                .map(Value::map),
            Kind::Call(function, operands) => self.call(*function, operands, part.span),
            Kind::Matches(of, _, regex) => self.matches(of, regex, part.span),
            Kind::Macro { kind, over, variable, body } => {
                let items = self.elements(over, kind.word())?;
                let around = self.bound.take();
                let value = self.run(*kind, &items, variable, body);
                self.bound = around;
                value
            }
        }
    }

    /// Whether a part is true.
    pub(super) fn truth(&mut self, part: &'a Ast) -> Result<bool, Fault> {
        if let Kind::Choice(three) = &part.kind {
            // The branch is what should be true or false, and where a fault is told.
            let chosen = self.chosen(three)?;
            return self.truth(chosen);
        }
        match self.value(part)? {
            Value::Bool(truth) => Ok(truth),
            other => {
                let found = other.type_word();
                let message = text!(
                    "expected true or false, found a value of type {found}",
                    "此处应为真或假，却是 {found} 类型的值"
                );
                Err(Fault { span: part.span, message })
            }
        }
    }

    fn chosen(&mut self, [condition, then, otherwise]: &'a [Ast; 3]) -> Result<&'a Ast, Fault> {
        Ok(if self.truth(condition)? { then } else { otherwise })
    }

    /// `&&` where `decides` is false, `||` where it is true: one side that decides is enough, whatever the other is.
    fn both(&mut self, [left, right]: &'a [Ast; 2], decides: bool) -> Result<bool, Fault> {
        let left = self.truth(left);
        if left == Ok(decides) {
            return Ok(decides);
        }
        let right = self.truth(right)?;
        if right == decides { Ok(decides) } else { left }
    }

    fn name(&self, name: &Arc<str>, span: Span) -> Result<Value, Fault> {
        if let Some((bound, value)) = &self.bound
            && *bound == name.as_ref()
        {
            return Ok(value.clone());
        }
        self.scope.variable(name).ok_or_else(|| at(span)(text!("there is no variable `{name}`", "没有变量 `{name}`")))
    }

    fn field(&mut self, of: &'a Ast, name: &Spanned<Arc<str>>) -> Result<Value, Fault> {
        let of = self.value(of)?;
        let Value::Map(map) = &of else { return Err(no_fields(name, &of)) };
        map.get(&name.value).cloned().ok_or_else(|| no_key(&name.value, name.span))
    }

    fn has(&mut self, of: &'a Ast, name: &Spanned<Arc<str>>) -> Result<Value, Fault> {
        let of = self.value(of)?;
        let Value::Map(map) = &of else { return Err(no_fields(name, &of)) };
        Ok(Value::Bool(map.get(&name.value).is_some()))
    }

    fn index(&mut self, of: &'a Ast, key: &'a Ast, span: Span) -> Result<Value, Fault> {
        let (value, index) = (self.value(of)?, self.value(key)?);
        match (&value, &index) {
            (Value::Map(map), Value::String(name)) => map.get(name).cloned().ok_or_else(|| no_key(name, key.span)),
            (Value::List(items), Value::Int(_) | Value::Double(_)) => {
                let found = whole_index(&index).and_then(|index| items.get(index)).cloned();
                found.ok_or_else(|| {
                    let (index, length) = (index.to_literal(), items.len());
                    at(key.span)(text!(
                        "there is no element {index} in a list of {length}",
                        "列表共有 {length} 个元素，没有第 {index} 个（从 0 数起）"
                    ))
                })
            }
            (Value::Map(_), Value::Bool(_) | Value::Int(_) | Value::Double(_)) => {
                Err(no_key(&index.to_literal(), key.span))
            }
            _ => {
                let (of, by) = (value.type_word(), index.type_word());
                Err(at(span)(text!("a value of type {of} has no elements by {by}", "{of} 类型的值不能用 {by} 取元素")))
            }
        }
    }

    fn call(&mut self, function: Function, operands: &'a [Ast], span: Span) -> Result<Value, Fault> {
        let mut values = operands.iter().map(|operand| self.value(operand)).collect::<Result<Vec<_>, _>>()?.into_iter();
        let first = values.next().unwrap_or(Value::Null);
        convert::call(function, &first, values.next().as_ref(), &mut self.meter).map_err(at(span))
    }

    fn matches(&mut self, of: &'a Ast, regex: &regex::Regex, span: Span) -> Result<Value, Fault> {
        let value = self.value(of)?;
        // Looking for a pattern costs more than comparing.
        self.meter.charge(text_units(&value) * 4).map_err(at(span))?;
        match &value {
            Value::String(text) => Ok(Value::Bool(regex.is_match(text))),
            other => {
                let found = other.type_word();
                Err(at(span)(text!(
                    "`matches` does not take a value of type {found}",
                    "`matches` 不能用于 {found} 类型的值"
                )))
            }
        }
    }

    /// What a macro runs over: the elements of a list, the keys of a map.
    fn elements(&mut self, over: &'a Ast, word: &str) -> Result<Arc<[Value]>, Fault> {
        match self.value(over)? {
            Value::List(items) => Ok(items),
            Value::Map(map) => {
                self.meter.charge(map.len()).map_err(at(over.span))?;
                Ok(map.iter().map(|(key, _)| Value::String(Arc::clone(key))).collect())
            }
            other => {
                let found = other.type_word();
                Err(at(over.span)(text!(
                    "`{word}` runs over a list or a map, not over a value of type {found}",
                    "`{word}` 只能遍历列表或映射，不能遍历 {found} 类型的值"
                )))
            }
        }
    }

    fn run(&mut self, kind: Macro, items: &[Value], variable: &'a str, body: &'a Ast) -> Result<Value, Fault> {
        match kind {
            Macro::All => self.fold(items, variable, body, false),
            Macro::Exists => self.fold(items, variable, body, true),
            Macro::ExistsOne => {
                let mut found = 0_usize;
                for item in items {
                    found += usize::from(self.with(variable, item).truth(body)?);
                }
                Ok(Value::Bool(found == 1))
            }
            Macro::Filter => {
                let mut kept = Vec::new();
                for item in items {
                    if self.with(variable, item).truth(body)? {
                        kept.push(item.clone());
                    }
                }
                Ok(Value::list(kept))
            }
            Macro::Map => {
                let made: Result<_, _> = items.iter().map(|item| self.with(variable, item).value(body)).collect();
                made.map(Value::List)
            }
        }
    }

    fn with(&mut self, variable: &'a str, item: &Value) -> &mut Self {
        self.bound = Some((variable, item.clone()));
        self
    }

    /// `&&` over all elements where `decides` is false, `||` where it is true: a fault does not matter where another element decides.
    fn fold(&mut self, items: &[Value], variable: &'a str, body: &'a Ast, decides: bool) -> Result<Value, Fault> {
        let mut result = Ok(Value::Bool(!decides));
        for item in items {
            match self.with(variable, item).truth(body) {
                Ok(truth) if truth == decides => return Ok(Value::Bool(decides)),
                Err(fault) if self.meter.is_spent() => return Err(fault),
                Err(fault) if result.is_ok() => result = Err(fault),
                Ok(_) | Err(_) => {}
            }
        }
        result
    }
}

/// The index that a number is, as CEL has it: a whole double counts.
fn whole_index(value: &Value) -> Option<usize> {
    match value {
        Value::Int(index) => usize::try_from(*index).ok(),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and within u32")]
        Value::Double(index) if index.fract() == 0.0 && (0.0..4e9).contains(index) => Some(*index as usize),
        _ => None,
    }
}

fn no_key(key: &str, span: Span) -> Fault {
    let message = text!("there is no key `{key}`; ask `has(…)` first", "没有键 `{key}`；请先用 `has(…)` 判断");
    Fault { span, message }
}

fn no_fields(name: &Spanned<Arc<str>>, of: &Value) -> Fault {
    let (field, found) = (&name.value, of.type_word());
    let message = text!("a value of type {found} has no field `{field}`", "{found} 类型的值没有字段 `{field}`");
    Fault { span: name.span, message }
}
