//! Runs of `*`, `_` and `~`: which of them open and close emphasis, and what of the text they take away.
//! Code, links and tags have been read before.

/// A run of one mark.
#[derive(Debug)]
pub(super) struct Delimiter {
    byte: u8,
    /// Where it stands in the text put out.
    pub(super) at: usize,
    length: usize,
    opens: bool,
    closes: bool,
}

impl Delimiter {
    /// The run of `byte` at this place and of this length, between these characters, where it opens or closes anything.
    pub(super) fn new(
        byte: u8,
        (at, length): (usize, usize),
        before: Option<char>,
        after: Option<char>,
    ) -> Option<Self> {
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let left = !space(after) && (!mark(after) || space(before) || mark(before));
        let right = !space(before) && (!mark(before) || space(after) || mark(after));
        let (opens, closes) = match (byte, length) {
            (b'_', _) => (left && (!right || mark(before)), right && (!left || mark(after))),
            // Between two figures it stands for a range: `2~3`.
            (b'~', 1) => {
                (!space(after) && (space(before) || mark(before)), !space(before) && (space(after) || mark(after)))
            }
            (b'~', 3..) => (false, false),
            // More lenient than CommonMark, which leaves the marks of `**限制：**说明` standing.
            _ => (!space(after), !space(before)),
        };
        (opens || closes).then_some(Self { byte, at, length, opens, closes })
    }
}

/// The ranges of the text put out that go. Where `strikes` is set, what is struck out goes with its marks; if not, only
/// two tildes are marks.
pub(super) fn dropped(delimiters: &[Delimiter], strikes: bool) -> Vec<(usize, usize)> {
    Pairs { strikes, ..Pairs::default() }.of(delimiters)
}

/// Pairs opening and closing runs, innermost first.
#[derive(Debug, Default)]
struct Pairs {
    strikes: bool,
    /// The open runs, where each stands and how much of it is left: of `*`, `_`, `~` and `~~`.
    open: [Vec<(usize, usize)>; 4],
    drops: Vec<(usize, usize)>,
}

impl Pairs {
    fn of(mut self, delimiters: &[Delimiter]) -> Vec<(usize, usize)> {
        for delimiter in delimiters {
            match (delimiter.byte, delimiter.length) {
                (b'*', _) => self.emphasis(0, delimiter),
                (b'_', _) => self.emphasis(1, delimiter),
                (_, 1) if self.strikes => self.strike(2, delimiter),
                (_, 1) => {}
                _ => self.strike(3, delimiter),
            }
        }
        self.drops
    }

    fn emphasis(&mut self, slot: usize, delimiter: &Delimiter) {
        let Some(openers) = self.open.get_mut(slot) else { return };
        let mut left = delimiter.length;
        while delimiter.closes && left > 0 {
            let Some((at, length)) = openers.last_mut() else { break };
            let used = left.min(*length);
            self.drops.push((*at + *length - used, *at + *length));
            let start = delimiter.at + delimiter.length - left;
            self.drops.push((start, start + used));
            left -= used;
            *length -= used;
            if *length == 0 {
                openers.pop();
            }
        }
        if delimiter.opens && left > 0 {
            openers.push((delimiter.at + delimiter.length - left, left));
        }
    }

    fn strike(&mut self, slot: usize, delimiter: &Delimiter) {
        let Some(openers) = self.open.get_mut(slot) else { return };
        let (start, length) = (delimiter.at, delimiter.length);
        match openers.pop_if(|_| delimiter.closes) {
            Some((at, _)) if self.strikes => self.drops.push((at, start + length)),
            Some((at, _)) => self.drops.extend([(at, at + length), (start, start + length)]),
            None if delimiter.opens => openers.push((start, length)),
            None => {}
        }
    }
}
