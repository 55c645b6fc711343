//! How each key of an answer is asked for. What was typed under one is noted before the next is asked, so that nothing is lost.

use jiff::civil::Date;

use super::desk::{Desk, Left};
use super::voice::{Halt, show};
use crate::interview::{Key, Reply};
use crate::locale::{Text, text};
use crate::pack::Item;
use crate::render::one_line;
use crate::text::is_placeholder;
use crate::tree::Value;
use crate::vocabulary::{Status, Words};

impl Desk<'_> {
    /// Asks for all that an answer of its status needs.
    pub(super) fn asked(&mut self, item: &Item, reply: &mut Reply) -> Result<(), Left> {
        let stands = self.store.stands(&item.id);
        let status = self.status(item, reply)?;
        let keys: &[Key] = match status {
            Status::Met => &[Key::Statement, Key::Evidence, Key::Reviewed, Key::Owner],
            Status::Partial => &[Key::Statement, Key::Evidence, Key::Reviewed, Key::Owner, Key::Plan],
            Status::Unmet => &[Key::Statement, Key::Owner, Key::Plan],
            Status::NotApplicable => &[Key::Justification],
        };
        reply.keep_only(&[&[Key::Status], keys].concat());
        self.store.note(&item.id, reply)?;
        for key in keys {
            match key {
                Key::Statement => self.statement(status == Status::Met, &stands, reply)?,
                Key::Evidence => self.evidence(item, &stands, reply)?,
                Key::Reviewed => self.reviewed(&stands, reply)?,
                Key::Owner => self.owner(&stands, reply)?,
                Key::Justification => self.justification(&stands, reply)?,
                Key::Plan => self.plan(item, &stands, reply)?,
                Key::Status => {}
            }
            self.store.note(&item.id, reply)?;
        }
        Ok(())
    }

    fn status(&mut self, item: &Item, reply: &mut Reply) -> Result<Status, Halt> {
        let typed = reply.status();
        let listed = Status::WORDS
            .iter()
            .enumerate()
            .filter(|(_, (_, status))| item.opt_out || *status != Status::NotApplicable);
        let (en, zh): (Vec<_>, Vec<_>) = listed
            .map(|(at, (word, status))| {
                (format!("{} {word}", at + 1), format!("{} {word}（{}）", at + 1, status.text().zh))
            })
            .unzip();
        let (en, zh) = (en.join(", "), zh.join("、"));
        let Text { en: enter, zh: enter_zh } = match typed {
            Some(status) => {
                let status = status.word();
                text!("Enter (still {status})", "回车（仍为 {status}）")
            }
            None => text!("Enter or s (skip)", "回车或 s（跳过）"),
        };
        let question = text!("Your answer: {en}; {enter}, q (stop):", "您的回答：{zh}；{enter_zh}、q（停止）：");
        let words: Vec<_> = Status::WORDS.iter().map(|(word, status)| ([*word, zh_of(*status)], *status)).collect();
        let choices: Vec<(&[&str], Status)> = words.iter().map(|(words, status)| (words.as_slice(), *status)).collect();
        show("");
        loop {
            let chosen = self.voice.choose(&question, &choices)?.or(typed).ok_or(Halt::Skip)?;
            if chosen == Status::NotApplicable && !item.opt_out {
                self.voice.tell(&text!("This item may not be answered not-applicable.", "本条目不能回答“不适用”。"));
                continue;
            }
            reply.say_text(Key::Status, chosen.word());
            return Ok(chosen);
        }
    }

    fn statement(&mut self, is_needed: bool, stands: &Reply, reply: &mut Reply) -> Result<(), Halt> {
        let what = text!(
            "Statement, on one line: what is so, in your own words",
            "说明（写在一行内）：用自己的话写明实际情况"
        );
        let needed = text!("An answer `met` needs a statement.", "回答 `met` 必须有说明。");
        self.words(Key::Statement, &what, is_needed.then_some(&needed), (stands, reply))
    }

    fn justification(&mut self, stands: &Reply, reply: &mut Reply) -> Result<(), Halt> {
        let what = text!("Justification: why the item does not apply", "理由：为什么本条目不适用");
        let needed = text!("An opt-out needs a justification.", "回答“不适用”必须写明理由。");
        self.words(Key::Justification, &what, Some(&needed), (stands, reply))
    }

    fn owner(&mut self, stands: &Reply, reply: &mut Reply) -> Result<(), Halt> {
        let what = text!(
            "Owner: the role or person who answers for this item, if not the project's owner",
            "负责人：负责本条目的岗位或人员（由项目负责人负责时不必填写）"
        );
        self.words(Key::Owner, &what, None, (stands, reply))
    }

    /// Asks for words under a key. An empty line keeps what was typed or stands there; `needed` is told where there is nothing to keep.
    fn words(
        &mut self,
        key: Key,
        what: &Text,
        needed: Option<&Text>,
        (stands, reply): (&Reply, &mut Reply),
    ) -> Result<(), Halt> {
        let old = reply.text(key).or(stands.text(key)).map(one_line);
        let (en, zh) = (&what.en, &what.zh);
        let question = match (&old, needed) {
            (Some(old), _) => text!("{en}. Enter keeps “{old}”:", "{zh}。回车保留“{old}”："),
            (None, Some(_)) => text!("{en}:", "{zh}："),
            (None, None) => text!("{en}. Enter leaves it out:", "{zh}。回车略过："),
        };
        loop {
            let line = self.voice.ask(&question)?;
            match needed {
                _ if line.is_empty() && old.is_some() => return Ok(()),
                None if line.is_empty() => return Ok(()),
                Some(needed) if line.is_empty() => self.voice.tell(needed),
                _ if is_placeholder(&line) => {
                    self.voice.tell(&text!("That says nothing yet.", "这还没有说明任何内容。"));
                }
                _ => {
                    reply.say_text(key, &line);
                    return Ok(());
                }
            }
        }
    }

    /// Asks whether somebody has looked at the evidence today: nobody but a person can say so.
    fn reviewed(&mut self, stands: &Reply, reply: &mut Reply) -> Result<(), Halt> {
        let cites = if reply.get(Key::Evidence).is_some() { reply.evidence() } else { stands.evidence() };
        if cites.is_empty() {
            reply.unsay(Key::Reviewed);
            return Ok(());
        }
        let day = self.voice.view.today;
        let question = text!(
            "Have you looked at this evidence yourself today, {day}? y (yes: it is written as the day of review), n (no):",
            "您今天（{day}）是否亲自查看过这些证据？y（是：写为复核日期）、n（否）："
        );
        let choices: [(&[&str], bool); 2] = [(&["y", "yes", "是"], true), (&["n", "no", "否"], false)];
        if self.voice.choose(&question, &choices)? == Some(true) {
            reply.say(Key::Reviewed, Value::Date(day));
        } else {
            reply.unsay(Key::Reviewed);
        }
        Ok(())
    }

    /// Asks what will be done about the gap, by whom and by when.
    fn plan(&mut self, item: &Item, stands: &Reply, reply: &mut Reply) -> Result<(), Left> {
        let known = |key: &str| reply.plan(key).or(stands.plan(key)).cloned();
        let as_text = |value: Option<Value>| if let Some(Value::String(text)) = value { Some(text) } else { None };
        let old = (as_text(known("action")), as_text(known("owner")));
        let old_day = known("by").and_then(|value| if let Value::Date(day) = value { Some(day) } else { None });
        let action = text!("Plan: what will be done", "计划：要做什么");
        let Some(action) = self.optional(&action, old.0.as_deref())? else { return Ok(()) };
        reply.say_plan(&action, old.1.as_deref(), old_day);
        self.store.note(&item.id, reply)?;
        let owner = self.optional(&text!("By whom: a role or a name", "由谁负责：岗位或姓名"), old.1.as_deref())?;
        reply.say_plan(&action, owner.as_deref(), old_day);
        self.store.note(&item.id, reply)?;
        let by = self.day(old_day)?;
        reply.say_plan(&action, owner.as_deref(), Some(by));
        Ok(())
    }

    /// Some words; what was there before where the line is left empty.
    fn optional(&mut self, what: &Text, old: Option<&str>) -> Result<Option<String>, Halt> {
        let (en, zh) = (&what.en, &what.zh);
        let question = match old.map(one_line) {
            Some(old) => text!("{en}. Enter keeps “{old}”:", "{zh}。回车保留“{old}”："),
            None => text!("{en}. Enter leaves it out:", "{zh}。回车略过："),
        };
        loop {
            let line = self.voice.ask(&question)?;
            if line.is_empty() {
                return Ok(old.map(str::to_owned));
            }
            if !is_placeholder(&line) {
                return Ok(Some(line));
            }
            self.voice.tell(&text!("That says nothing yet.", "这还没有说明任何内容。"));
        }
    }

    /// The day by which a plan is done, which may not be over.
    fn day(&mut self, old: Option<Date>) -> Result<Date, Halt> {
        let today = self.voice.view.today;
        let question = match old {
            Some(old) => text!(
                "By which day, as {today}. Enter keeps {old}:",
                "最迟哪一天完成（写成 {today} 的形式）。回车保留 {old}："
            ),
            None => text!("By which day, as {today}:", "最迟哪一天完成（写成 {today} 的形式）："),
        };
        loop {
            let line = self.voice.ask(&question)?;
            let day = if line.is_empty() { old } else { line.parse::<Date>().ok() };
            match day {
                Some(day) if day >= today || Some(day) == old => return Ok(day),
                Some(_) => self.voice.tell(&text!("That day is over.", "这一天已经过去。")),
                None => self.voice.tell(&text!("That is no day of the calendar.", "这不是有效的日期。")),
            }
        }
    }
}

fn zh_of(status: Status) -> &'static str {
    match status {
        Status::Met => "已满足",
        Status::Partial => "部分满足",
        Status::Unmet => "未满足",
        Status::NotApplicable => "不适用",
    }
}
