//! A pattern as a table: the automaton that matches it from one place on, worked out in full when guiju is built, so that nothing is
//! parsed or built when a text is held against it. `src/check/table.rs` searches with it, and says what the words mean.

use std::collections::{BTreeMap, HashMap};

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

/// What may stand before a match, as far as a pattern can tell: nothing, a line feed, a carriage return, a word's byte, any other.
pub(crate) const BEFORE: usize = 5;
/// How many words come before the starts: a byte for each byte that a match may begin with.
const FIRST: usize = 128;
/// The target of a byte after which nothing matches.
const DEAD: u16 = 0;
/// The target of a byte that proves a match.
const MATCH: u16 = 1;
/// The bit of a state's first word that says: at the end of the text it matches.
const AT_END: u16 = 1 << 15;
/// How large an automaton may grow on the way, in bytes.
const LIMIT: usize = 1 << 24;

/// What follows a state: the class of each byte's target, and whether the end of the text makes it a match.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    at_end: bool,
    targets: Vec<u16>,
}

/// The words of a pattern's table. None for what is no pattern, matches an empty text, or grows too large: such a pattern is matched
/// without.
pub(crate) fn table(pattern: &str) -> Option<Vec<u16>> {
    if syntax::parse(pattern).ok()?.properties().minimum_len()? == 0 {
        return None;
    }
    let config = dense::Config::new()
        .start_kind(StartKind::Anchored)
        .match_kind(MatchKind::LeftmostFirst)
        .accelerate(false)
        .dfa_size_limit(Some(LIMIT))
        .determinize_size_limit(Some(LIMIT));
    let thompson = thompson::Config::new().which_captures(WhichCaptures::None);
    let dfa = dense::Builder::new().configure(config).thompson(thompson).build(pattern).ok()?;
    let starts = starts(&dfa)?;
    let (rows, starts) = explore(&dfa, &starts)?;
    let (rows, starts) = merge(rows, starts);
    lay_out(&rows, &starts)
}

/// The state for each kind of byte before.
fn starts(dfa: &dense::DFA<Vec<u32>>) -> Option<[StateID; BEFORE]> {
    let start =
        |before: Option<u8>| dfa.start_state(&start::Config::new().anchored(Anchored::Yes).look_behind(before)).ok();
    let starts = [start(None)?, start(Some(b'\n'))?, start(Some(b'\r'))?, start(Some(b'a'))?, start(Some(b' '))?];
    let agree = (0..=u8::MAX).all(|byte| start(Some(byte)) == starts.get(kind_before(byte)).copied());
    agree.then_some(starts)
}

/// The kind of a byte before a match.
pub(crate) fn kind_before(byte: u8) -> usize {
    match byte {
        b'\n' => 1,
        b'\r' => 2,
        b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 3,
        _ => 4,
    }
}

/// Every state that can be reached before a match, numbered from 2 on.
fn explore(dfa: &dense::DFA<Vec<u32>>, starts: &[StateID]) -> Option<(Vec<Row>, Vec<u16>)> {
    let mut states: Vec<StateID> = Vec::new();
    let mut numbers: HashMap<StateID, u16> = HashMap::new();
    let mut number = |state: StateID, states: &mut Vec<StateID>| -> Option<u16> {
        if dfa.is_match_state(state) {
            return Some(MATCH);
        }
        if dfa.is_dead_state(state) {
            return Some(DEAD);
        }
        if dfa.is_quit_state(state) {
            return None;
        }
        if let Some(&known) = numbers.get(&state) {
            return Some(known);
        }
        let new = u16::try_from(states.len() + 2).ok()?;
        numbers.insert(state, new);
        states.push(state);
        Some(new)
    };
    let starts = starts.iter().map(|&start| number(start, &mut states)).collect::<Option<Vec<_>>>()?;
    let mut rows = Vec::new();
    while let Some(&state) = states.get(rows.len()) {
        let targets = (0..=u8::MAX).map(|byte| number(dfa.next_state(state, byte), &mut states));
        let targets = targets.collect::<Option<Vec<_>>>()?;
        rows.push(Row { at_end: dfa.is_match_state(dfa.next_eoi_state(state)), targets });
    }
    Some((rows, starts))
}

/// One state for all that behave alike (Moore's way: they are told apart until nothing tells them apart). A state from which no match
/// can come is dead.
fn merge(rows: Vec<Row>, starts: Vec<u16>) -> (Vec<Row>, Vec<u16>) {
    let class_of = |classes: &[u16], state: u16| match state {
        DEAD | MATCH => state,
        _ => classes.get(usize::from(state) - 2).copied().unwrap_or(DEAD),
    };
    let renamed = |row: &Row, classes: &[u16]| Row {
        at_end: row.at_end,
        targets: row.targets.iter().map(|&target| class_of(classes, target)).collect(),
    };
    let nothing = Row { at_end: false, targets: vec![DEAD; 256] };
    let mut classes = vec![DEAD; rows.len()];
    let mut kinds: BTreeMap<Row, u16> = BTreeMap::new();
    loop {
        let before = kinds.len();
        kinds = BTreeMap::from([(nothing.clone(), DEAD)]);
        let mut next = Vec::with_capacity(rows.len());
        for row in &rows {
            let fresh = u16::try_from(kinds.len() + 1).unwrap_or(u16::MAX);
            next.push(*kinds.entry(renamed(row, &classes)).or_insert(fresh));
        }
        classes = next;
        if kinds.len() == before {
            break;
        }
    }
    let starts = starts.iter().map(|&start| class_of(&classes, start)).collect();
    let mut merged: Vec<_> = kinds.into_iter().filter(|(_, class)| *class != DEAD).collect();
    merged.sort_by_key(|(_, class)| *class);
    (merged.into_iter().map(|(row, _)| row).collect(), starts)
}

/// The words: from which starts each byte leads somewhere, the place of each start, then the states, the first of which has the number 2.
fn lay_out(rows: &[Row], starts: &[u16]) -> Option<Vec<u16>> {
    let ranges: Vec<_> = rows.iter().map(|row| ranges(&row.targets)).collect();
    let mut places = vec![DEAD, MATCH];
    let mut end = FIRST + BEFORE;
    for ranges in &ranges {
        places.push(u16::try_from(end).ok()?);
        end += 1 + 2 * ranges.len();
    }
    let place = |state: u16| places.get(usize::from(state)).copied();
    let mut words: Vec<u16> =
        leading(rows, starts).as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    words.extend(starts.iter().map(|&start| place(start)).collect::<Option<Vec<_>>>()?);
    for (row, ranges) in rows.iter().zip(&ranges) {
        words.push(u16::try_from(ranges.len()).ok()? | if row.at_end { AT_END } else { 0 });
        for &(first, last, target) in ranges {
            words.push(u16::from_le_bytes([first, last]));
            words.push(place(target)?);
        }
    }
    Some(words)
}

/// For each byte a bit for each start from which it leads somewhere.
fn leading(rows: &[Row], starts: &[u16]) -> Vec<u8> {
    let leads = |start: u16, byte: usize| {
        let row = rows.get(usize::from(start).checked_sub(2)?)?;
        row.targets.get(byte).map(|&target| target != DEAD)
    };
    let bits = |byte| {
        (0_u8..).zip(starts).filter(move |(_, start)| leads(**start, byte) == Some(true)).map(|(bit, _)| 1 << bit)
    };
    (0..2 * FIRST).map(|byte| bits(byte).sum()).collect()
}

/// The bytes that lead somewhere: from, to, where.
fn ranges(targets: &[u16]) -> Vec<(u8, u8, u16)> {
    let mut ranges: Vec<(u8, u8, u16)> = Vec::new();
    for (byte, &target) in (0..=u8::MAX).zip(targets).filter(|(_, target)| **target != DEAD) {
        match ranges.last_mut() {
            Some((_, last, same)) if *same == target && last.checked_add(1) == Some(byte) => *last = byte,
            _ => ranges.push((byte, byte, target)),
        }
    }
    ranges
}
