//! One person, one item after the other: what is shown, what is said, the verdict on it, and whether it is kept. How each key of an answer
//! is asked for stands beside.

use super::store::{Store, Written};
use super::voice::{Halt, Voice, show};
use super::{Bench, outcome};
use crate::detect::Detected;
use crate::error::Error;
use crate::evidence::Files;
use crate::interview::Reply;
use crate::locale::{Locale, text};
use crate::pack::{Item, Rulebook};
use crate::render::interview::{Kept, Screen, said, screen, verdict};
use crate::render::one_line;

/// Where one person answers for one project.
pub(super) struct Desk<'d> {
    pub(super) voice: Voice<'d>,
    pub(super) store: Store,
    pub(super) bench: &'d mut Bench,
    pub(super) rulebook: &'d Rulebook,
    pub(super) detected: &'d Detected,
    pub(super) files: &'d dyn Files,
    /// The folder that the manifest lies in, from the root of the files.
    pub(super) folder: String,
    /// What was kept, in that order.
    pub(super) kept: Vec<Kept>,
}

/// Why the walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// There is no further item.
    Items,
    /// It was enough.
    Person,
    /// There was no more input.
    Input,
}

/// What is to be done with an answer that was judged.
#[derive(Debug, Clone, Copy)]
enum Choice {
    Keep,
    Again,
    Leave,
}

/// Why an item is left.
pub(super) enum Left {
    Halted(Halt),
    Broken(Error),
}

impl From<Halt> for Left {
    fn from(halt: Halt) -> Self {
        Self::Halted(halt)
    }
}

impl From<Error> for Left {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl Desk<'_> {
    /// Asks about these items, until there are no more or it is enough.
    pub(super) fn walk(&mut self, items: &[String]) -> Result<End, Error> {
        let draft = one_line(&self.store.draft_shown());
        self.voice.tell(&text!(
            "An answer stands in the manifest once you keep it, and what is typed before that in {draft}. At every question, :s goes on to the \
             next item and :q stops.",
            "回答在您确认保存后才写入清单；在此之前，已输入的内容记在 {draft}。任何时候输入 :s 跳到下一项，输入 :q 停止。"
        ));
        for (at, id) in items.iter().enumerate() {
            let Some(item) = self.rulebook.item(id) else { continue };
            match self.item(item, (at + 1, items.len())) {
                Ok(()) | Err(Left::Halted(Halt::Skip)) => {}
                Err(Left::Halted(Halt::Stop)) => return Ok(End::Person),
                Err(Left::Halted(Halt::Ended)) => return Ok(End::Input),
                Err(Left::Broken(error)) => return Err(error),
            }
        }
        Ok(End::Items)
    }

    fn item(&mut self, item: &Item, number: (usize, usize)) -> Result<(), Left> {
        self.show(item, number)?;
        // Nobody should type for nothing.
        if let Err(error) = self.store.with(&item.id, &Reply::probe()) {
            let zh = error.text(Locale::Zh);
            show("");
            self.voice.tell(&text!("{error}.", "{zh}。"));
            return Ok(());
        }
        let mut reply = self.resumed(item)?;
        loop {
            self.asked(item, &mut reply)?;
            let made = self.store.with(&item.id, &reply)?;
            let judged = self.bench.judge_item(&made, &item.id)?;
            let Some(kept) = outcome(&judged, &item.id) else { return Ok(()) };
            let findings: Vec<_> = kept.findings.iter().collect();
            show(&verdict(&kept.judged, &findings, &judged.report.manifest, &self.voice.view));
            match self.choice()? {
                Choice::Again => {}
                Choice::Leave => return Ok(()),
                Choice::Keep => match self.store.keep(&item.id, &reply)? {
                    Written::Contested => {
                        self.voice.tell(&text!(
                            "Another hand has answered this item in the meantime. This is what stands there now; yours was not written.",
                            "在此期间，该条目已被他人改动。以下是现在的内容；您的回答没有写入。"
                        ));
                        self.show(item, number)?;
                    }
                    Written::Done(has_changed) => {
                        if has_changed {
                            self.voice.tell(&text!(
                                "The manifest was changed elsewhere in the meantime; that stays.",
                                "清单的其他部分在此期间有改动，均已保留。"
                            ));
                        }
                        self.voice.tell(&text!("Kept.", "已保存。"));
                        self.kept.push(kept);
                        return Ok(());
                    }
                },
            }
        }
    }

    fn show(&mut self, item: &Item, number: (usize, usize)) -> Result<(), Error> {
        let judged = self.bench.judge_item(&self.store.text, &item.id)?;
        let Some(before) = outcome(&judged, &item.id) else { return Ok(()) };
        let stands = self.store.stands(&item.id);
        let page = Screen {
            number,
            item,
            rulebook: self.rulebook,
            judged: &before.judged,
            stands: &stands,
            found: self.detected.on(&item.id),
        };
        show(&screen(&page, &self.voice.view));
        Ok(())
    }

    /// What was typed on the item before and not kept, where the person wants to go on with it.
    fn resumed(&mut self, item: &Item) -> Result<Reply, Left> {
        let Some(typed) = self.store.typed_on(&item.id).cloned() else { return Ok(Reply::default()) };
        show("");
        self.voice.tell(&text!("You have typed this before and not kept it:", "以下是您以前输入、尚未保存的内容："));
        show(&said(&typed, &self.voice.view));
        let question = text!("1 go on with it, 2 forget it:", "1 接着填写，2 放弃：");
        let choices: [(&[&str], bool); 2] = [(&["go on", "接着填写"], true), (&["forget", "放弃"], false)];
        if self.voice.choose(&question, &choices)? == Some(false) {
            self.store.forget(&item.id)?;
            return Ok(Reply::default());
        }
        Ok(typed)
    }

    fn choice(&mut self) -> Result<Choice, Halt> {
        let question = text!(
            "1 keep it, 2 answer again, 3 leave it for later; q (stop):",
            "1 保存，2 重新回答，3 留待以后；q（停止）："
        );
        let choices: [(&[&str], Choice); 3] = [
            (&["keep", "k", "保存"], Choice::Keep),
            (&["again", "a", "重新回答"], Choice::Again),
            (&["later", "l", "留待以后"], Choice::Leave),
        ];
        loop {
            if let Some(choice) = self.voice.choose(&question, &choices)? {
                return Ok(choice);
            }
        }
    }
}
