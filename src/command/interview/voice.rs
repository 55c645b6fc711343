//! Asking and hearing, a line each: on a terminal, or from a pipe. What an answer means is for the desk.

use std::io::{BufRead, Read};

use super::super::terminal::say;
use crate::interview::hidden_in;
use crate::locale::{Text, text};
use crate::render::View;
use crate::render::interview::wrapped;

/// How long a line may be, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Why no more is asked about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// The next item is wanted.
    Skip,
    /// It is enough for now.
    Stop,
    /// The input has ended.
    Ended,
}

/// Where one person is asked.
pub(super) struct Voice<'v> {
    pub(super) view: View,
    pub(super) input: &'v mut dyn BufRead,
}

/// Shows what is laid out already.
pub(super) fn show(page: &str) {
    say(page.trim_end_matches('\n'));
}

impl Voice<'_> {
    /// Says something that waits for no answer.
    pub(super) fn tell(&self, text: &Text) {
        show(&wrapped(text, &self.view));
    }

    /// Asks, and gives the line that is typed, until one can be used.
    pub(super) fn ask(&mut self, question: &Text) -> Result<String, Halt> {
        loop {
            self.tell(question);
            let Some(line) = self.line()? else {
                self.tell(&text!("That line is too long; type a shorter one.", "这一行过长；请输入短一些的内容。"));
                continue;
            };
            let Ok(line) = String::from_utf8(line) else {
                self.tell(&text!("That is not UTF-8; type it again.", "这不是 UTF-8 编码；请重新输入。"));
                continue;
            };
            let line = line.trim();
            match line.replace('：', ":").to_lowercase().as_str() {
                ":q" => return Err(Halt::Stop),
                ":s" => return Err(Halt::Skip),
                _ => {}
            }
            let Some(hidden) = hidden_in(line) else { return Ok(line.replace('\t', " ")) };
            let code = format!("U+{:04X}", u32::from(hidden));
            self.tell(&text!(
                "It holds a character that nobody sees ({code}); type it again without.",
                "其中含有看不见的字符（{code}）；请去掉后重新输入。"
            ));
        }
    }

    /// Asks for one of some choices, by number or by word; none where the line is left empty.
    pub(super) fn choose<T: Copy>(&mut self, question: &Text, choices: &[(&[&str], T)]) -> Result<Option<T>, Halt> {
        loop {
            let line = self.ask(question)?.to_lowercase();
            match line.as_str() {
                "" => return Ok(None),
                "q" | "quit" | "停止" => return Err(Halt::Stop),
                "s" | "skip" | "跳过" => return Err(Halt::Skip),
                _ => {}
            }
            let number = line.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
            let named = || choices.iter().find(|(words, _)| words.contains(&line.as_str()));
            if let Some((_, choice)) = number.or_else(named) {
                return Ok(Some(*choice));
            }
            self.tell(&text!("That is none of the choices.", "没有这个选项。"));
        }
    }

    /// The next line; none where it is too long.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Halt> {
        let mut line = Vec::new();
        let read = (&mut *self.input).take(LONGEST).read_until(b'\n', &mut line);
        if read.is_err() || line.is_empty() {
            return Err(Halt::Ended);
        }
        if !line.ends_with(b"\n") && line.len() as u64 == LONGEST {
            self.input.skip_until(b'\n').map_err(|_| Halt::Ended)?;
            return Ok(None);
        }
        Ok(Some(line))
    }
}
