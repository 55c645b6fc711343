//! Whether a piece of text reads as something said, or as a heap of keywords: by its punctuation, the length of what stands
//! between commas, and the small words that hold sentences together. It knows no topic.

use super::lexicon::{HanSet, Lexicon, hash, mixed};
use super::sentences::is_ended;
use super::units::UnitKind;
use super::words::{Word, each, is_address, is_telling};

/// The small words of widespread languages.
#[rustfmt::skip] // one word a line would hide the list
static GLUE: Lexicon = Lexicon::of(&[
    "a", "about", "ada", "adalah", "after", "al", "all", "als", "am", "an", "and", "any", "are", "as", "at", "au",
    "auf", "aus", "aux", "avec", "be", "been", "before", "bei", "between", "bir", "both", "bu", "but", "by", "can",
    "cannot", "cha", "com", "como", "con", "could", "da", "dan", "das", "dass", "de", "dei", "del", "della", "dem",
    "den", "der", "des", "di", "die", "do", "does", "dos", "du", "durch", "each", "ein", "eine", "einer", "el", "em",
    "en", "est", "et", "every", "for", "from", "für", "has", "have", "het", "hii", "how", "if", "il", "im", "in",
    "ini", "into", "is", "ist", "it", "its", "için", "kama", "katika", "kwa", "la", "las", "le", "les", "los", "may",
    "mit", "more", "must", "más", "na", "ne", "never", "ni", "nicht", "no", "nos", "not", "não", "o", "of", "on",
    "once", "one", "only", "or", "os", "ou", "our", "out", "over", "pada", "par", "para", "per", "por", "pour", "qu",
    "que", "qui", "se", "sein", "shall", "should", "si", "sie", "sind", "so", "sont", "su", "sur", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "two", "um", "uma",
    "un", "una", "und", "under", "une", "until", "up", "us", "van", "ve", "von", "vya", "wa", "was", "we", "werden",
    "were", "what", "when", "where", "which", "while", "who", "will", "wird", "with", "within", "without", "would",
    "y", "ya", "yang", "you", "your", "za", "zu", "zum", "zur", "à", "в", "для", "и", "из", "как", "на", "не", "о",
    "от", "по", "с", "что",
]);

/// The small characters of Chinese.
static GLUE_HAN: HanSet = HanSet::of(
    "的了在是和与或对由将不能须应每当如为有被从到并及其于后前时者所各此该这那已未也都就则而且但若向给把让使经按据再至个次我们你您他它会要需请无后内外上下以可",
);

/// Latin for typesetters.
#[rustfmt::skip] // as above
static LOREM: Lexicon = Lexicon::of(&[
    "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "eiusmod", "tempor",
    "incididunt", "labore", "dolore", "magna", "aliqua", "enim", "minim", "veniam", "quis", "nostrud", "exercitation",
    "ullamco", "laboris", "nisi", "aliquip", "commodo", "consequat", "duis", "aute", "irure", "reprehenderit",
    "voluptate", "velit", "esse", "cillum", "fugiat", "nulla", "pariatur", "excepteur", "sint", "occaecat",
    "cupidatat", "proident", "sunt", "culpa", "officia", "deserunt", "mollit", "anim", "laborum",
]);

/// How a piece is made.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// How many words it has.
    pub(super) words: usize,
    /// How many of them are Han characters.
    pub(super) han: usize,
    /// How many of them are Latin for typesetters.
    pub(super) lorem: usize,
    /// The same for all pieces that have the same words, in whatever order.
    pub(super) key: u64,
    /// Small words, numbers and addresses: what keywords lack.
    glue: usize,
    /// Between commas and the like.
    plain: Segments,
    /// Between them and white space, for Chinese.
    spaced: Segments,
    /// Whether an `@` stands in it.
    mail: bool,
    /// Letters outside ASCII and Han: a language of which the small words may be unknown.
    foreign: bool,
}

/// The stretches of a piece between its separators.
#[derive(Debug, Default)]
struct Segments {
    count: usize,
    /// Words that stand in stretches of a keyword's length.
    short: usize,
    /// Words since the last separator.
    open: usize,
}

impl Segments {
    fn close(&mut self, limit: usize) {
        self.count += usize::from(self.open > 0);
        self.short += if self.open <= limit { self.open } else { 0 };
        self.open = 0;
    }
}

/// Words of a keyword, and Han characters of one.
const KEYWORD: usize = 3;
const KEYWORD_HAN: usize = 4;

impl Shape {
    /// The shape of a text; the hashes of its words go into `hashes`.
    pub(super) fn of(text: &str, hashes: &mut Vec<u64>) -> Self {
        let mut shape = Self::default();
        let mut end = 0;
        let addresses = each(text, |at, word| {
            shape.gap(text.get(end..at.start).unwrap_or_default());
            end = at.end;
            hashes.push(shape.word(word));
        });
        shape.glue += addresses;
        shape.plain.close(KEYWORD);
        shape.spaced.close(KEYWORD_HAN);
        shape.mail = text.contains('@');
        if shape.mail {
            shape.glue += text.split_whitespace().filter(|token| token.contains('@') && !is_address(token)).count();
        }
        shape
    }

    fn gap(&mut self, gap: &str) {
        match gap.as_bytes() {
            [] => return,
            [b' '] => return self.spaced.close(KEYWORD_HAN),
            _ => {}
        }
        for c in gap.chars() {
            let separates = matches!(c, ',' | ';' | '|' | '/' | '、' | '，' | '；' | '·' | '•' | '\n');
            if separates {
                self.plain.close(KEYWORD);
            }
            if separates || c.is_whitespace() {
                self.spaced.close(KEYWORD_HAN);
            }
        }
    }

    /// Its hash.
    fn word(&mut self, word: Word<'_>) -> u64 {
        self.words += 1;
        self.plain.open += 1;
        self.spaced.open += 1;
        let hash = hash(word);
        let bound = match word {
            Word::Han(c) => {
                self.han += 1;
                GLUE_HAN.holds(c)
            }
            Word::Ascii(word) => {
                self.lorem += usize::from(LOREM.holds(hash));
                GLUE.holds(hash) || word.digit
            }
            Word::Other(word) => {
                self.foreign |= word.contains(|c: char| !c.is_ascii() && c.is_alphabetic());
                GLUE.holds(hash) || word.contains(|c: char| c.is_ascii_digit())
            }
        };
        self.glue += usize::from(bound);
        let hash = mixed(hash);
        self.key = self.key.wrapping_add(hash);
        hash
    }

    /// Whether at least half of its words are Han characters.
    pub(super) fn is_chinese(&self) -> bool {
        self.han * 2 >= self.words
    }

    /// Whether a short piece is a label and what it stands for, as in `Phone: +254 …`.
    fn is_labelled(&self, text: &str) -> bool {
        let said = |part: &str| part.contains(is_telling);
        let colon = match (text.find(':'), text.find('：')) {
            (Some(plain), Some(wide)) => Some(plain.min(wide)),
            (plain, wide) => plain.or(wide),
        };
        self.mail
            || colon.map(|at| text.split_at(at)).is_some_and(|(label, rest)| said(label) && said(rest))
            || text.contains('→')
            || text.match_indices(':').any(|(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with("://")))
    }

    fn segments(&self) -> &Segments {
        if self.is_chinese() { &self.spaced } else { &self.plain }
    }

    /// Whether it is a list of keywords to the last word: nothing stands between its commas but a word or so.
    fn is_bare_list(&self, text: &str) -> bool {
        let count = self.segments().count;
        let bare = if self.is_chinese() {
            // `、` parts the members of a list, `，` clauses as well.
            self.words <= if text.contains('，') { 2 * count } else { KEYWORD * count }
        } else {
            self.words * 4 < count * 5
        };
        bare && count >= MIN_LISTED && self.glue == 0
    }
}

/// Small words per hundred words, below which a long piece is no sentence.
const MIN_GLUE: usize = 8;
const MIN_GLUE_HAN: usize = 5;
/// Small words per hundred words, from which on a sentence may hold a long enumeration.
const MUCH_GLUE: usize = 20;
const MUCH_GLUE_HAN: usize = 12;
/// A labelled item of more words is read as a sentence.
const MAX_LABELLED: usize = 20;
/// Fewer words between commas are no list.
const MIN_LISTED: usize = 3;

/// What a piece is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It says something.
    Said,
    /// It says something if other pieces do: a few words without anything that binds them.
    Terse,
    /// A heap of keywords, or a row with gaps.
    Heap,
}

/// What a piece of this kind, text and shape is worth.
pub(super) fn reading(kind: UnitKind, text: &str, shape: &Shape) -> Reading {
    let item = match kind {
        UnitKind::Row { filled } => return if filled { Reading::Said } else { Reading::Heap },
        UnitKind::Item => true,
        UnitKind::Sentence => false,
    };
    let chinese = shape.is_chinese();
    let (least, much, few) = if chinese { (MIN_GLUE_HAN, MUCH_GLUE_HAN, 10) } else { (MIN_GLUE, MUCH_GLUE, 8) };
    let glue = shape.glue * 100;
    let segments = shape.segments();
    let listed = segments.count >= 4 && segments.short * 10 >= shape.words * 6 && shape.words >= 6;
    if listed && glue < much * shape.words {
        return Reading::Heap;
    }
    if shape.foreign {
        return Reading::Said;
    }
    let bare = shape.is_bare_list(text);
    let short = shape.words < few || (item && shape.words <= MAX_LABELLED);
    let labelled = (short || bare) && shape.is_labelled(text);
    let unbound = shape.glue == 0;
    if item && labelled && shape.words <= MAX_LABELLED {
        return if unbound && segments.count >= MIN_LISTED { Reading::Terse } else { Reading::Said };
    }
    if bare && !labelled {
        return Reading::Heap;
    }
    if shape.words >= few {
        return if glue >= least * shape.words { Reading::Said } else { Reading::Heap };
    }
    let phrase = if item { shape.words >= if chinese { 4 } else { 3 } } else { shape.words >= 3 && is_ended(text) };
    match phrase {
        true if unbound && !labelled => Reading::Terse,
        false if unbound && !labelled => Reading::Heap,
        _ => Reading::Said,
    }
}
