//! Picking evidence: a list that words narrow, numbers to take and to put back, and paths as they are typed.

use super::desk::{Desk, Left};
use super::voice::show;
use crate::evidence::Shelf;
use crate::interview::{Key, Listing, Places, Reply};
use crate::locale::text;
use crate::pack::Item;
use crate::render::interview::picks;
use crate::render::one_line;
use crate::tree::Value;

/// How many places are listed at once.
const LISTED: usize = 12;

impl Desk<'_> {
    /// Asks for the evidence, until the person goes on.
    pub(super) fn evidence(&mut self, item: &Item, stands: &Reply, reply: &mut Reply) -> Result<(), Left> {
        let mut picked = if reply.get(Key::Evidence).is_some() { reply.evidence() } else { stands.evidence() };
        // What was there is kept as it is written, with its notes and digests.
        let known = picked.clone();
        let as_written = |(cited, value): &(String, Value)| {
            let old = known.iter().find(|(own, _)| own == cited);
            old.map_or(value, |(_, old)| old).clone()
        };
        let (files, folder) = (self.files, self.folder.clone());
        let shelf = Shelf::new(files, folder);
        let places = Places::of(&shelf, item, self.detected.on(&item.id));
        let mut words = String::new();
        let mut question = text!(
            "Evidence: a number picks or puts back, several too (1 3); words narrow the list; a path, path#heading or pattern is taken as it is \
             typed; Enter goes on:",
            "证据：输入编号选取或取消，可一次多个（如 1 3）；输入文字缩小范围；也可直接输入路径、路径#标题或通配模式；回车继续："
        );
        loop {
            let cited: Vec<_> = picked.iter().map(|(cited, _)| cited.clone()).collect();
            let listing = places.listed(&words, &cited, LISTED);
            show("");
            show(&picks(&cited, &listing, &self.voice.view));
            let line = self.voice.ask(&question)?;
            question = text!("Numbers, words or a path; Enter goes on:", "编号、文字或路径；回车继续：");
            if line.is_empty() {
                break;
            }
            if let Some(numbers) = numbers(&line) {
                self.toggle(&numbers, &listing, &mut picked);
            } else if let Some(cited) = self.looked_up(&line, &places, (item, &cited)) {
                picked.push((cited.clone(), Value::String(cited)));
            } else if !places.listed(&line, &cited, 1).picks.is_empty() {
                words = line;
                continue;
            }
            if picked.is_empty() && stands.evidence().is_empty() {
                reply.unsay(Key::Evidence);
            } else {
                reply.say_evidence(picked.iter().map(as_written));
            }
            self.store.note(&item.id, reply)?;
        }
        Ok(())
    }

    /// Takes or puts back what these numbers stand for.
    fn toggle(&self, numbers: &[usize], listing: &Listing, picked: &mut Vec<(String, Value)>) {
        let (held, offered) = (picked.len(), listing.picks.len());
        let mut back = Vec::new();
        for &number in numbers {
            if (1..=held).contains(&number) {
                back.push(number - 1);
            } else if let Some(pick) = number.checked_sub(held + 1).and_then(|at| listing.picks.get(at)) {
                if picked.iter().all(|(cited, _)| *cited != pick.cited) {
                    picked.push((pick.cited.clone(), Value::String(pick.cited.clone())));
                }
            } else {
                let last = held + offered;
                self.voice.tell(&text!(
                    "There is no number {number}; the last is {last}.",
                    "没有编号 {number}；最大编号为 {last}。"
                ));
            }
        }
        let mut at = 0;
        picked.retain(|_| {
            at += 1;
            !back.contains(&(at - 1))
        });
    }

    /// What is typed as a place, where it is one. Words that narrow the list are none; what is neither is told.
    fn looked_up(&self, line: &str, places: &Places<'_>, (item, cited): (&Item, &[String])) -> Option<String> {
        if cited.iter().any(|own| own == line) {
            self.voice.tell(&text!("That is picked already.", "该处已经选取。"));
            return None;
        }
        let shown = one_line(line);
        match places.typed(line, item) {
            Ok(pick) => Some(pick.cited),
            Err(_) if !places.listed(line, cited, 1).picks.is_empty() => None,
            Err(_) if !line.contains(['/', '.', '#', '*']) => {
                self.voice.tell(&text!("No file and no heading holds `{shown}`.", "没有文件或标题包含 `{shown}`。"));
                None
            }
            Err(why) => {
                let (en, zh) = (why.en, why.zh);
                self.voice.tell(&text!("`{shown}` cannot be picked: {en}.", "无法选取 `{shown}`：{zh}。"));
                None
            }
        }
    }
}

/// The numbers on a line that holds nothing else.
fn numbers(line: &str) -> Option<Vec<usize>> {
    let parts = line.split([' ', ',', '，', '、']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        assert_eq!(numbers("1 3，12"), Some(vec![1, 3, 12]));
        assert_eq!(numbers("1 oversight"), None);
        assert_eq!(numbers("99999999999999999999999"), None);
    }
}
