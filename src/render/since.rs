//! What changed between two texts, in the few lines that fit below a finding. It shows no more than that, and claims no shortest way.

/// How many lines are shown.
const SHOWN: usize = 8;
/// How many characters of a line are shown.
const WIDEST: usize = 100;
/// Beyond so many lines on either side, nobody asks which of them belong together: the comparison grows with their product.
const COMPARED: usize = 400;

/// A line that went or came.
#[derive(Clone, Copy)]
enum Edit<'t> {
    Gone(&'t str),
    New(&'t str),
}

/// The lines that went (`- …`) and came (`+ …`), the first few of them, and how many more there are as `… 12`. Empty where only line
/// ends and white space at the end of lines differ.
pub(crate) fn since(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (lines(old), lines(new));
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(same..).unwrap_or_default(), new.get(same..).unwrap_or_default());
    let same = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(..old.len() - same).unwrap_or_default(), new.get(..new.len() - same).unwrap_or_default());
    let edits: Vec<_> = edits(old, new).into_iter().filter(|edit| !edit.line().is_empty()).collect();
    let mut shown: Vec<_> = edits.iter().take(SHOWN).copied().map(Edit::shown).collect();
    if edits.len() > SHOWN {
        shown.push(format!("… {}", edits.len() - SHOWN));
    }
    shown
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').map(str::trim_end).collect()
}

/// What makes the new lines of the old ones, in order; all out and all in where there are too many to compare.
fn edits<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Edit<'t>> {
    if old.len() > COMPARED || new.len() > COMPARED {
        return old.iter().map(|line| Edit::Gone(line)).chain(new.iter().map(|line| Edit::New(line))).collect();
    }
    let common = common(old, new);
    let shared = |from: usize, to: usize| common.get(from).and_then(|row| row.get(to)).copied().unwrap_or_default();
    let (mut from, mut to, mut edits) = (0, 0, Vec::new());
    loop {
        match (old.get(from), new.get(to)) {
            (Some(gone), Some(came)) if gone == came => (from, to) = (from + 1, to + 1),
            (Some(gone), came) if came.is_none() || shared(from + 1, to) >= shared(from, to + 1) => {
                edits.push(Edit::Gone(gone));
                from += 1;
            }
            (_, Some(came)) => {
                edits.push(Edit::New(came));
                to += 1;
            }
            (_, None) => return edits,
        }
    }
}

/// How many lines the ends of both have in common, from each line of the one and each of the other.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut rows = vec![vec![0_u16; new.len() + 1]];
    for gone in old.iter().rev() {
        let mut row = vec![0_u16; new.len() + 1];
        if let Some(below) = rows.last() {
            let mut right = 0;
            for (at, came) in new.iter().enumerate().rev() {
                let (under, aslant) =
                    (below.get(at).copied().unwrap_or_default(), below.get(at + 1).copied().unwrap_or_default());
                right = if gone == came { aslant + 1 } else { under.max(right) };
                if let Some(cell) = row.get_mut(at) {
                    *cell = right;
                }
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

impl<'t> Edit<'t> {
    fn line(self) -> &'t str {
        match self {
            Self::Gone(line) | Self::New(line) => line,
        }
    }

    fn shown(self) -> String {
        let mark = match self {
            Self::Gone(_) => '-',
            Self::New(_) => '+',
        };
        // A line end of old systems would start a line of its own.
        let line = self.line().replace('\r', " ");
        let cut: String = line.chars().take(WIDEST).collect();
        if cut.len() < line.len() { format!("{mark} {cut}…") } else { format!("{mark} {cut}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_and_what_came_is_shown_in_order() {
        for (old, new, expected) in [
            ("", "", vec![]),
            ("a\nb\nc", "a\nb\nc", vec![]),
            ("a\nb\n\n", "a\r\nb  \n", vec![]),
            ("a\nb\nc", "a\nB\nc", vec!["- b", "+ B"]),
            ("a\nb\nc\nd\ne", "a\nc\nd\nx\ne", vec!["- b", "+ x"]),
            ("a\nb\na", "b\na\nb", vec!["- a", "+ b"]),
            ("", "一名护士确认每条建议。", vec!["+ 一名护士确认每条建议。"]),
            ("a\rb", "c", vec!["- a b", "+ c"]),
        ] {
            assert_eq!(since(old, new), expected, "{old:?} → {new:?}");
        }
    }

    #[test]
    fn much_is_cut() {
        let many = |word: &str, count: usize| {
            let lines: Vec<_> = (0..count).map(|at| format!("{word}{at}")).collect();
            lines.join("\n")
        };
        for count in [20, 100_000] {
            let shown = since(&many("a", count), &many("b", count));
            assert_eq!(shown.len(), SHOWN + 1);
            assert_eq!(
                (shown[0].as_str(), shown[SHOWN].as_str()),
                ("- a0", format!("… {}", 2 * count - SHOWN).as_str())
            );
        }
        assert_eq!(since("", &"字".repeat(500)), [format!("+ {}…", "字".repeat(WIDEST))]);
    }
}
