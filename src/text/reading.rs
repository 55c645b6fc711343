//! Whether a piece of text reads as something said, or as a heap of keywords: by its punctuation, the length of what stands
//! between commas, and the small words that hold sentences together. It knows no topic.

use super::units::{Unit, UnitKind};
use super::words::{count, is_address};

/// The small words of widespread languages, in lower case and in order.
const GLUE: &[&str] = &[
    "a", "about", "ada", "adalah", "after", "al", "all", "als", "am", "an", "and", "any", "are", "as", "at", "au",
    "auf", "aus", "aux", "avec", "bei", "be", "been", "before", "between", "bir", "both", "bu", "but", "by", "can",
    "cannot", "cha", "com", "como", "con", "could", "da", "dan", "das", "dass", "de", "dei", "del", "della", "dem",
    "den", "der", "des", "di", "die", "do", "does", "dos", "du", "durch", "each", "ein", "eine", "einer", "el", "em",
    "en", "est", "et", "every", "for", "from", "für", "has", "have", "het", "hii", "how", "if", "il", "im", "in",
    "ini", "into", "is", "ist", "it", "its", "kama", "katika", "kwa", "la", "las", "le", "les", "los", "mit", "más",
    "may", "more", "must", "na", "ne", "never", "nicht", "ni", "no", "nos", "not", "não", "o", "of", "on", "once",
    "one", "only", "or", "os", "ou", "our", "out", "over", "pada", "par", "para", "per", "por", "pour", "qu", "que",
    "qui", "se", "sein", "shall", "should", "si", "sie", "sind", "so", "sont", "su", "sur", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "two", "um", "uma", "un",
    "una", "und", "under", "une", "until", "up", "us", "van", "ve", "von", "vya", "wa", "was", "we", "were", "werden",
    "what", "when", "where", "which", "while", "who", "will", "wird", "with", "within", "without", "would", "y", "ya",
    "yang", "you", "your", "za", "zu", "zum", "zur", "à", "için", "в", "для", "и", "из", "как", "на", "не", "о", "от",
    "по", "с", "что",
];

/// The small characters of Chinese.
const GLUE_HAN: &str = "的了在是和与或对由将不能须应每当如为有被从到并及其于后前时者所各此该这那已未也都就则而且但若向给把让使经按据再至个次我们你您他它会要需请无后内外上下以可";

/// Whether a character is written in Han.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// How a piece is made.
#[derive(Debug, Default)]
struct Shape {
    words: usize,
    han: usize,
    /// Small words, numbers and addresses: what keywords lack.
    glue: usize,
    /// Stretches between commas and the like.
    segments: usize,
    /// Words that stand in stretches of a keyword's length.
    short: usize,
    /// Letters outside ASCII and Han: a language of which the small words may be unknown.
    foreign: bool,
}

impl Shape {
    fn is_chinese(&self) -> bool {
        self.han * 2 >= self.words
    }
}

/// Small words per hundred words, below which a long piece is no sentence.
const MIN_GLUE: usize = 8;
const MIN_GLUE_HAN: usize = 5;
/// Small words per hundred words, from which on a sentence may hold a long enumeration.
const MUCH_GLUE: usize = 20;
const MUCH_GLUE_HAN: usize = 12;

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

/// What a piece is worth.
pub(super) fn reading(unit: &Unit<'_>, words: &[&str]) -> Reading {
    if let UnitKind::Row { filled } = unit.kind {
        return if filled { Reading::Said } else { Reading::Heap };
    }
    let shape = shape(&unit.text, words);
    let chinese = shape.is_chinese();
    let (least, much, few) = if chinese { (MIN_GLUE_HAN, MUCH_GLUE_HAN, 10) } else { (MIN_GLUE, MUCH_GLUE, 8) };
    let glue = shape.glue * 100;
    let item = unit.kind == UnitKind::Item;
    let labelled = is_labelled(&unit.text);
    let listed = shape.segments >= 4 && shape.short * 10 >= shape.words * 6 && shape.words >= 6;
    let says = if listed && glue < much * shape.words {
        false
    } else if shape.foreign || (item && labelled && shape.words <= MAX_LABELLED) {
        true
    } else if shape.words >= few {
        glue >= least * shape.words
    } else {
        let ended = unit.text.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '；', ':', '：', '…']);
        let phrase = if item { shape.words >= if chinese { 4 } else { 3 } } else { ended && shape.words >= 3 };
        if phrase && shape.glue == 0 && !labelled {
            return Reading::Terse;
        }
        phrase || labelled || shape.glue > 0
    };
    if says { Reading::Said } else { Reading::Heap }
}

/// A labelled item of more words is read as a sentence.
const MAX_LABELLED: usize = 20;

fn shape(text: &str, words: &[&str]) -> Shape {
    let mut shape = Shape { words: words.len(), ..Shape::default() };
    for word in words {
        let first = word.chars().next().unwrap_or(' ');
        if is_han(first) {
            shape.han += 1;
            shape.glue += usize::from(GLUE_HAN.contains(first));
        } else {
            let small = word.len() <= 12 && is_glue(&word.to_lowercase());
            shape.glue += usize::from(small || word.bytes().any(|byte| byte.is_ascii_digit()));
            shape.foreign |= word.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        }
    }
    shape.glue += text.split_whitespace().filter(|token| is_address(token) || token.contains('@')).count();
    let limit = if shape.is_chinese() { 4 } else { 3 };
    let separates = |c: char| {
        matches!(c, ',' | ';' | '|' | '/' | '、' | '，' | '；' | '·' | '•' | '\n') || (limit == 4 && c.is_whitespace())
    };
    for segment in text.split(separates) {
        let words = count(segment);
        shape.segments += usize::from(words > 0);
        shape.short += if words <= limit { words } else { 0 };
    }
    shape
}

fn is_glue(word: &str) -> bool {
    GLUE.contains(&word)
}

/// Whether a short piece is a label and what it stands for, as in `Phone: +254 …`.
fn is_labelled(text: &str) -> bool {
    let mut parts = text.splitn(2, [':', '：']);
    let said = |part: Option<&str>| part.is_some_and(|part| part.chars().any(char::is_alphanumeric));
    (said(parts.next()) && said(parts.next())) || text.contains(['@', '→']) || text.contains("://")
}
