//! Values as queries see them, and how they compare (RFC 9535, section 2.3.5.2.2). Days are texts; numbers that JSON cannot hold are null.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::ast::Operator;
use super::budget::{Budget, Flow, go};
use crate::tree::{Node, Table, Value};

/// A value, or nothing.
#[derive(Debug)]
pub(super) enum Seen<'n> {
    /// There is none.
    Nothing,
    /// JSON's null.
    Null,
    /// true or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number; it is finite.
    Float(f64),
    /// A text.
    Text(Cow<'n, str>),
    /// A list.
    List(&'n [Node]),
    /// Keys with values.
    Table(&'n Table),
}

impl<'n> Seen<'n> {
    /// What a node holds.
    pub(super) fn of(node: &'n Node) -> Self {
        match &node.value {
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Integer(number) => Self::Integer(*number),
            Value::Float(number) if number.is_finite() => Self::Float(*number),
            Value::Null | Value::Float(_) => Self::Null,
            Value::Date(date) => Self::Text(Cow::Owned(date.to_string())),
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Array(items) => Self::List(items),
            Value::Table(table) => Self::Table(table),
        }
    }

    /// How many characters, items or entries it has, where it is something that has any.
    pub(super) fn length(&self, budget: &mut Budget) -> Flow<Self> {
        let length = match self {
            Self::Text(text) => {
                budget.spend_on_text(text)?;
                text.chars().count()
            }
            Self::List(items) => items.len(),
            Self::Table(table) => table.entries.len(),
            Self::Nothing | Self::Null | Self::Bool(_) | Self::Integer(_) | Self::Float(_) => return go(Self::Nothing),
        };
        go(i64::try_from(length).map_or(Self::Nothing, Self::Integer))
    }
}

/// Whether two values compare like that.
pub(super) fn compare(left: &Seen<'_>, operator: Operator, right: &Seen<'_>, budget: &mut Budget) -> Flow<bool> {
    let order = order(left, right, budget)?;
    go(match operator {
        Operator::Less => order == Some(Ordering::Less),
        Operator::Greater => order == Some(Ordering::Greater),
        Operator::Equal => order == Some(Ordering::Equal) || equal(left, right, budget)?,
        Operator::Unequal => order != Some(Ordering::Equal) && !equal(left, right, budget)?,
        Operator::LessOrEqual => order.is_some_and(Ordering::is_le) || equal(left, right, budget)?,
        Operator::GreaterOrEqual => order.is_some_and(Ordering::is_ge) || equal(left, right, budget)?,
    })
}

/// The order of two numbers or two texts; nothing else has one.
fn order(left: &Seen<'_>, right: &Seen<'_>, budget: &mut Budget) -> Flow<Option<Ordering>> {
    go(match (left, right) {
        (Seen::Integer(left), Seen::Integer(right)) => Some(left.cmp(right)),
        (Seen::Float(left), Seen::Float(right)) => left.partial_cmp(right),
        (Seen::Integer(left), Seen::Float(right)) => exactly(*left, *right),
        (Seen::Float(left), Seen::Integer(right)) => exactly(*right, *left).map(Ordering::reverse),
        (Seen::Text(left), Seen::Text(right)) => {
            budget.spend_on_text(if left.len() < right.len() { left } else { right })?;
            Some(left.cmp(right))
        }
        _ => None,
    })
}

/// The order of a whole number and another; neither is rounded for that.
fn exactly(whole: i64, other: f64) -> Option<Ordering> {
    /// 2^63, the first number that is too large for 64 bits.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if other >= BEYOND {
        return Some(Ordering::Less);
    }
    if other < -BEYOND {
        return Some(Ordering::Greater);
    }
    #[expect(clippy::cast_possible_truncation, reason = "the whole part lies within 64 bits")]
    let trunk = other.trunc() as i64;
    match whole.cmp(&trunk) {
        Ordering::Equal => 0.0_f64.partial_cmp(&other.fract()),
        order => Some(order),
    }
}

/// Whether two values are the same. Two nothings are.
fn equal(left: &Seen<'_>, right: &Seen<'_>, budget: &mut Budget) -> Flow<bool> {
    budget.spend(1)?;
    match (left, right) {
        (Seen::Nothing, Seen::Nothing) | (Seen::Null, Seen::Null) => go(true),
        (Seen::Bool(left), Seen::Bool(right)) => go(left == right),
        (Seen::List(left), Seen::List(right)) if left.len() == right.len() => {
            for (left, right) in left.iter().zip(*right) {
                if !equal(&Seen::of(left), &Seen::of(right), budget)? {
                    return go(false);
                }
            }
            go(true)
        }
        (Seen::Table(left), Seen::Table(right)) if left.entries.len() == right.entries.len() => {
            same_entries(left, right, budget)
        }
        _ => go(order(left, right, budget)? == Some(Ordering::Equal)),
    }
}

/// Whether two tables of one size have the same values under the same keys, in any order.
fn same_entries(left: &Table, right: &Table, budget: &mut Budget) -> Flow<bool> {
    for (at, entry) in left.entries.iter().enumerate() {
        let other = match right.entries.get(at).filter(|other| other.key == entry.key) {
            Some(other) => Some(&other.value),
            None => budget.look_up(right, &entry.key)?,
        };
        let same = other.map_or(go(false), |other| equal(&Seen::of(&entry.value), &Seen::of(other), budget))?;
        if !same {
            return go(false);
        }
    }
    go(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_others_compare_without_rounding() {
        for (whole, other, order) in [
            (1, 1.0, Ordering::Equal),
            (0, -0.0, Ordering::Equal),
            (1, 1.5, Ordering::Less),
            (-1, -1.5, Ordering::Greater),
            (9_007_199_254_740_993, 9_007_199_254_740_992.0, Ordering::Greater),
            (i64::MAX, 9_223_372_036_854_775_808.0, Ordering::Less),
            (i64::MIN, -9_223_372_036_854_775_808.0, Ordering::Equal),
            (i64::MIN, -1e300, Ordering::Greater),
        ] {
            assert_eq!(exactly(whole, other), Some(order), "{whole} {other}");
        }
    }
}
