//! The operators on values: arithmetic, order, equality, membership, and what they cost. They know nothing of places.

use std::cmp::Ordering;

use super::MOST_STEPS;
use super::ast::{Arithmetic, Operator};
use super::time;
use super::value::Value;
use crate::locale::{Text, text};

/// How many bytes of text are looked at for one step.
const BYTES_PER_STEP: usize = 64;
/// How deep two values are compared.
const DEEPEST_VALUE: usize = 100;

/// What is left of the steps of an evaluation.
pub(super) struct Meter(usize);

impl Meter {
    pub(super) fn new() -> Self {
        Self(MOST_STEPS)
    }

    /// Takes so many steps. Once there are too few, there is none left at all.
    pub(super) fn charge(&mut self, steps: usize) -> Result<(), Text> {
        self.0 = self.0.saturating_sub(steps);
        if self.is_spent() { Err(spent()) } else { Ok(()) }
    }

    /// Whether the evaluation is over: nothing can absorb this.
    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

fn spent() -> Text {
    text!("the evaluation takes more than {MOST_STEPS} steps", "求值超过了 {MOST_STEPS} 步")
}

/// What it costs to look through the value, if it is a text.
pub(super) fn text_units(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() / BYTES_PER_STEP,
        _ => 0,
    }
}

/// The value of `left operator right`.
pub(super) fn binary(operator: Operator, left: &Value, right: &Value, meter: &mut Meter) -> Result<Value, Text> {
    let ordered = |holds: fn(Ordering) -> bool| order(operator, left, right).map(|order| Value::Bool(holds(order)));
    meter.charge(text_units(left).min(text_units(right)))?;
    match operator {
        Operator::Equal => equal(left, right, 0, meter).map(Value::Bool),
        Operator::NotEqual => equal(left, right, 0, meter).map(|same| Value::Bool(!same)),
        Operator::Less => ordered(Ordering::is_lt),
        Operator::LessEqual => ordered(Ordering::is_le),
        Operator::Greater => ordered(Ordering::is_gt),
        Operator::GreaterEqual => ordered(Ordering::is_ge),
        Operator::In => within(left, right, meter).map(Value::Bool),
        Operator::Arithmetic(Arithmetic::Add) => add(left, right, meter),
        Operator::Arithmetic(arithmetic) => compute(arithmetic, left, right),
    }
}

fn unfit(operator: Operator, left: &Value, right: &Value) -> Text {
    let (word, left, right) = (operator.word(), left.type_word(), right.type_word());
    text!("`{word}` does not go with the types {left} and {right}", "`{word}` 不能用于 {left} 与 {right} 类型的值")
}

/// Numbers as they lie on one line, as CEL has it: a whole number beside a double counts as the nearest double.
#[expect(clippy::cast_precision_loss, reason = "CEL rounds to the nearest double")]
fn numbers(left: &Value, right: &Value) -> Option<(f64, f64)> {
    match (left, right) {
        (Value::Int(left), Value::Double(right)) => Some((*left as f64, *right)),
        (Value::Double(left), Value::Int(right)) => Some((*left, *right as f64)),
        (Value::Double(left), Value::Double(right)) => Some((*left, *right)),
        _ => None,
    }
}

fn order(operator: Operator, left: &Value, right: &Value) -> Result<Ordering, Text> {
    let order = match (left, right) {
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Timestamp(left), Value::Timestamp(right)) => Some(left.cmp(right)),
        (Value::Duration(left), Value::Duration(right)) => Some(left.cmp(right)),
        _ => numbers(left, right).and_then(|(left, right)| left.partial_cmp(&right)),
    };
    order.ok_or_else(|| unfit(operator, left, right))
}

/// Whether the two are equal; values of unlike types are not.
#[expect(clippy::float_cmp, reason = "CEL compares doubles exactly")]
fn equal(left: &Value, right: &Value, depth: usize, meter: &mut Meter) -> Result<bool, Text> {
    if depth > DEEPEST_VALUE {
        return Err(text!("these values nest too deep to compare", "这两个值嵌套太深，无法比较"));
    }
    Ok(match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Timestamp(left), Value::Timestamp(right)) => left == right,
        (Value::Duration(left), Value::Duration(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for (left, right) in left.iter().zip(right.iter()) {
                meter.charge(1 + text_units(left).min(text_units(right)))?;
                if !equal(left, right, depth + 1, meter)? {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Map(left), Value::Map(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for ((key, left), (other, right)) in left.iter().zip(right.iter()) {
                meter.charge(1 + text_units(left).min(text_units(right)))?;
                if key != other || !equal(left, right, depth + 1, meter)? {
                    return Ok(false);
                }
            }
            true
        }
        _ => numbers(left, right).is_some_and(|(left, right)| left == right),
    })
}

/// Whether a list has the value, or a map the key.
fn within(value: &Value, place: &Value, meter: &mut Meter) -> Result<bool, Text> {
    match (value, place) {
        (_, Value::List(items)) => {
            meter.charge(items.len() / 8)?;
            for item in items.iter() {
                meter.charge(text_units(item).min(text_units(value)))?;
                if equal(value, item, 0, meter)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        (Value::String(key), Value::Map(map)) => Ok(map.get(key).is_some()),
        (Value::Bool(_) | Value::Int(_) | Value::Double(_), Value::Map(_)) => Ok(false),
        _ => Err(unfit(Operator::In, value, place)),
    }
}

fn add(left: &Value, right: &Value, meter: &mut Meter) -> Result<Value, Text> {
    match (left, right) {
        (Value::String(left), Value::String(right)) => {
            meter.charge((left.len() + right.len()) / BYTES_PER_STEP * 4)?;
            Ok([left.as_ref(), right.as_ref()].concat().into())
        }
        (Value::List(left), Value::List(right)) => {
            meter.charge(left.len() + right.len())?;
            Ok(Value::List(left.iter().chain(right.iter()).cloned().collect()))
        }
        _ => compute(Arithmetic::Add, left, right),
    }
}

fn compute(operator: Arithmetic, left: &Value, right: &Value) -> Result<Value, Text> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => whole(operator, *left, *right),
        (Value::Double(first), Value::Double(second)) => match operator {
            Arithmetic::Add => Ok(Value::Double(first + second)),
            Arithmetic::Subtract => Ok(Value::Double(first - second)),
            Arithmetic::Multiply => Ok(Value::Double(first * second)),
            Arithmetic::Divide => Ok(Value::Double(first / second)),
            Arithmetic::Remainder => Err(unfit(Operator::Arithmetic(operator), left, right)),
        },
        _ => times(operator, left, right),
    }
}

fn whole(operator: Arithmetic, left: i64, right: i64) -> Result<Value, Text> {
    let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
    if divides && right == 0 {
        return Err(text!("division by zero", "除数为零"));
    }
    let result = match operator {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Subtract => left.checked_sub(right),
        Arithmetic::Multiply => left.checked_mul(right),
        Arithmetic::Divide => left.checked_div(right),
        Arithmetic::Remainder => left.checked_rem(right),
    };
    result.map(Value::Int).ok_or_else(|| too_large(operator))
}

fn too_large(operator: Arithmetic) -> Text {
    let word = Operator::Arithmetic(operator).word();
    text!("the result of `{word}` does not fit into 64 bits", "`{word}` 的结果超出了 64 位的范围")
}

/// Moments and lengths of time. A length fits into 64 bits of nanoseconds.
fn times(operator: Arithmetic, left: &Value, right: &Value) -> Result<Value, Text> {
    let bounded = |length: Option<jiff::SignedDuration>| {
        length.filter(|length| i64::try_from(length.as_nanos()).is_ok()).map(Value::Duration)
    };
    let result = match (operator, left, right) {
        (Arithmetic::Subtract, Value::Timestamp(left), Value::Timestamp(right)) => {
            bounded(Some(left.duration_since(*right)))
        }
        (Arithmetic::Add, Value::Timestamp(moment), Value::Duration(length))
        | (Arithmetic::Add, Value::Duration(length), Value::Timestamp(moment)) => {
            moment.checked_add(*length).ok().filter(time::is_known).map(Value::Timestamp)
        }
        (Arithmetic::Subtract, Value::Timestamp(moment), Value::Duration(length)) => {
            moment.checked_sub(*length).ok().filter(time::is_known).map(Value::Timestamp)
        }
        (Arithmetic::Add, Value::Duration(left), Value::Duration(right)) => bounded(left.checked_add(*right)),
        (Arithmetic::Subtract, Value::Duration(left), Value::Duration(right)) => bounded(left.checked_sub(*right)),
        _ => return Err(unfit(Operator::Arithmetic(operator), left, right)),
    };
    result.ok_or_else(|| too_large(operator))
}

/// The value of `-value`.
pub(super) fn negate(value: &Value) -> Result<Value, Text> {
    match value {
        Value::Int(int) => int.checked_neg().map(Value::Int).ok_or_else(|| too_large(Arithmetic::Subtract)),
        Value::Double(double) => Ok(Value::Double(-double)),
        _ => {
            let of = value.type_word();
            Err(text!("`-` does not take a value of type {of}", "`-` 不能用于 {of} 类型的值"))
        }
    }
}
