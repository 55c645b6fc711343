//! What a query says, once it is read. The types hold that it is well-typed (RFC 9535, section 2.4.3): what may be compared leads to
//! one value, and what counts or tests nodes leads to nodes.

use super::pattern::Written;

/// The segments of a query, behind its `$` or `@`.
pub(super) type Path = Vec<Segment>;

/// One step of a query.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// Whether it starts at every descendant too: `..`.
    pub(super) descends: bool,
    /// What it selects below a value.
    pub(super) selectors: Vec<Selector>,
}

/// What is selected below a value.
#[derive(Debug, Clone)]
pub(super) enum Selector {
    /// The entry of this key.
    Name(String),
    /// Everything.
    Wildcard,
    /// One item, counted from the end where it is negative.
    Index(i64),
    /// Items at even distances.
    Slice(Slice),
    /// What passes a test.
    Filter(Test),
}

/// `[start:end:step]`.
#[derive(Debug, Clone)]
pub(super) struct Slice {
    /// The first item.
    pub(super) start: Option<i64>,
    /// The first item that is none any more.
    pub(super) end: Option<i64>,
    /// From one to the next.
    pub(super) step: i64,
}

/// A condition on a value.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// One holds.
    Any(Vec<Test>),
    /// Each holds.
    All(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
    /// There is such a value.
    Exists(Nodes),
    /// Two values compare like that.
    Compare(Box<Comparison>),
    /// A text matches.
    Matches(Box<Matching>),
}

/// `left operator right`.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    /// The first value.
    pub(super) left: Operand,
    /// How they are compared.
    pub(super) operator: Operator,
    /// The second value.
    pub(super) right: Operand,
}

/// How values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// `match(of, pattern)` or `search(of, pattern)`.
#[derive(Debug, Clone)]
pub(super) struct Matching {
    /// The text.
    pub(super) of: Operand,
    /// What it is held against.
    pub(super) pattern: Pattern,
    /// Whether the whole text must match.
    pub(super) whole: bool,
}

/// Where a pattern comes from.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// It stands in the query.
    Written(Written),
    /// It stands in the document, or nowhere.
    Found(Operand),
}

/// One value, or nothing.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text in quotes.
    Text(String),
    /// The value at a place.
    At(Singular),
    /// `length(…)`
    Length(Box<Operand>),
    /// `count(…)`
    Count(Nodes),
    /// `value(…)`
    Value(Nodes),
}

/// The nodes of a query in a filter.
#[derive(Debug, Clone)]
pub(super) enum Nodes {
    /// One at most.
    One(Singular),
    /// Any number, below the value that is tested.
    Many(Path),
}

/// A query that leads to one value at most.
#[derive(Debug, Clone)]
pub(super) struct Singular {
    /// Where it starts.
    pub(super) from: Start,
    /// The steps from there.
    pub(super) hops: Vec<Hop>,
}

/// Where a query in a filter starts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    /// At the value that is tested: `@`.
    Current,
    /// At the root: `$`. Where it leads is the same for every value, and is kept under this number.
    Root(usize),
}

/// A step that leads to one value at most.
#[derive(Debug, Clone)]
pub(super) enum Hop {
    /// To the entry of this key.
    Name(String),
    /// To one item, counted from the end where it is negative.
    Index(i64),
}

/// The steps of a path that leads to one value at most, or else the path.
pub(super) fn singular(path: Path) -> Result<Vec<Hop>, Path> {
    let is_hop = |segment: &Segment| {
        !segment.descends && matches!(segment.selectors.as_slice(), [Selector::Name(_) | Selector::Index(_)])
    };
    if !path.iter().all(is_hop) {
        return Err(path);
    }
    let hop = |selector: Selector| match selector {
        Selector::Name(name) => Some(Hop::Name(name)),
        Selector::Index(index) => Some(Hop::Index(index)),
        Selector::Wildcard | Selector::Slice(_) | Selector::Filter(_) => None,
    };
    Ok(path.into_iter().flat_map(|segment| segment.selectors).filter_map(hop).collect())
}
