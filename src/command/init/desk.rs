//! What a person is asked for that no file tells: plain questions, one a line, each of which may be left open.

use super::Begun;
use crate::detect::{Profile, Told};
use crate::locale::{Text, text};
use crate::render::one_line;
use crate::text::is_placeholder;
use crate::vocabulary::{Impact, Stage, Words};

/// How many of the items that a trait adds are named.
const NAMED: usize = 4;

/// The input has ended: what was not asked yet stays open.
struct Ended;

/// Where one person is asked about one project.
pub(super) struct Desk<'d> {
    pub(super) begun: &'d Begun<'d>,
    pub(super) profile: &'d mut Profile,
}

impl Desk<'_> {
    /// Asks for what is not known. An end of the input leaves the rest open.
    pub(super) fn ask(&mut self, answer: &mut dyn FnMut() -> Option<String>) {
        self.say(&text!(
            "What no file tells is asked for here; an empty line leaves it open.",
            "以下是文件里读不到的内容；直接回车即留空。"
        ));
        if self.facts(answer).is_ok() {
            // Of the traits, too, those are kept that were answered before it ended.
            let _ = self.traits(answer);
        }
    }

    fn facts(&mut self, answer: &mut dyn FnMut() -> Option<String>) -> Result<(), Ended> {
        if let Some(told) = &self.profile.name {
            let name = one_line(&told.value);
            let question = text!("What is the project called? [{name}]", "项目名称？[{name}]");
            if let Some(name) = self.words(&question, answer)? {
                self.profile.name = Some(name);
            }
        }
        if self.profile.description.is_none() {
            let question = text!("What does it do, in a sentence?", "用一句话说明项目做什么？");
            self.profile.description = self.words(&question, answer)?;
        }
        let question = text!("Who answers for it? A role or a name:", "由谁负责？请写岗位或姓名：");
        self.profile.owner = self.words(&question, answer)?;
        let question = text!("Where does it stand in its life?", "处于哪个阶段？");
        self.profile.stage = self.word::<Stage>(&question, Stage::text, answer)?;
        let question = text!("How much can its failures hurt?", "出错时影响有多大？");
        self.profile.impact = self.word::<Impact>(&question, Impact::text, answer)?;
        Ok(())
    }

    /// Each trait with what it would add, as far as the project is known.
    fn traits(&mut self, answer: &mut dyn FnMut() -> Option<String>) -> Result<(), Ended> {
        for known in &self.begun.rulebook.traits {
            if self.profile.has(&known.id) {
                continue;
            }
            let (en, zh) = (one_line(&known.title.en), one_line(&known.title.zh));
            let Text { en: adds, zh: adds_zh } = self.adds(&known.id);
            let question =
                text!("{en}? It would {adds}. y (yes), n (no):", "{zh}？如果是，{adds_zh}。y（是）、n（否）：");
            loop {
                self.say(&question);
                match answer().ok_or(Ended)?.to_lowercase().as_str() {
                    "y" | "yes" | "是" => {
                        self.profile.traits.push(Told::answered(known.id.as_str()));
                        break;
                    }
                    "n" | "no" | "否" | "" => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// What a trait switches on at the level that is aimed at.
    fn adds(&self, word: &str) -> Text {
        let with = self.profile.with(word);
        let before: Vec<_> = self.begun.items(self.profile).iter().map(|item| item.id.as_str()).collect();
        let after = self.begun.items(&with);
        let new: Vec<_> = after.iter().map(|item| item.id.as_str()).filter(|id| !before.contains(id)).collect();
        let more = new.len().saturating_sub(NAMED);
        let first = new.get(..NAMED).unwrap_or(&new);
        let (en, zh) = (first.join(", "), first.join("、"));
        match (new.len(), more) {
            (0, _) => text!("add no item at this level", "在此等级不增加条目"),
            (_, 0) => text!("add {en}", "增加 {zh}"),
            (_, more) => text!("add {en} and {more} more", "增加 {zh} 等，另有 {more} 项"),
        }
    }

    /// Some words; none where it is left open, or says that it is.
    fn words(&self, question: &Text, answer: &mut dyn FnMut() -> Option<String>) -> Result<Option<Told>, Ended> {
        self.say(question);
        let given = answer().ok_or(Ended)?;
        Ok((!is_placeholder(&given)).then(|| Told::answered(given)))
    }

    /// A word of a closed set, by its name or its number.
    fn word<W: Words>(
        &self,
        question: &Text,
        shown: impl Fn(W) -> Text,
        answer: &mut dyn FnMut() -> Option<String>,
    ) -> Result<Option<W>, Ended> {
        let locale = self.begun.locale;
        let listed = W::WORDS.iter().enumerate().map(|(at, (word, member))| match shown(*member) {
            Text { en, .. } if locale.pick(true, false) => format!("{} {en}", at + 1),
            Text { zh, .. } => format!("{} {word}（{zh}）", at + 1),
        });
        let listed = listed.collect::<Vec<_>>().join(locale.pick(", ", "、"));
        let (en, zh) = (&question.en, &question.zh);
        let question = text!("{en} {listed}:", "{zh}{listed}：");
        loop {
            self.say(&question);
            let given = answer().ok_or(Ended)?.to_lowercase();
            let numbered = given.parse::<usize>().ok().and_then(|number| W::WORDS.get(number.checked_sub(1)?));
            let named = || W::WORDS.iter().find(|(word, member)| *word == given || shown(*member).zh == given);
            match numbered.or_else(named) {
                Some((_, member)) => return Ok(Some(*member)),
                None if given.is_empty() => return Ok(None),
                None => {}
            }
        }
    }

    fn say(&self, question: &Text) {
        super::say(question.get(self.begun.locale));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::args::Init;
    use crate::detect::detect;
    use crate::evidence::Memory;
    use crate::judge::Judge;
    use crate::locale::Locale;

    /// `guiju init` without options.
    fn asked() -> Init {
        Init {
            folder: ".".into(),
            level: 1,
            packs: Vec::new(),
            dry: false,
            json: false,
            force: false,
            yes: false,
            schema: false,
        }
    }

    /// What came of answering so, and how often something was asked.
    fn answered(answers: &[&str]) -> (Profile, usize) {
        let (today, rulebook) = (date(2026, 11, 23), Judge::new(date(2026, 11, 23)).rulebook().unwrap());
        let asked = asked();
        let files = Memory::from([("package.json", r#"{ "name": "desk" }"#)]);
        let detected = detect(&files, &rulebook, today);
        let mut profile = Profile::of(&detected.facts, &rulebook);
        let begun =
            Begun { asked: &asked, rulebook, packs: Vec::new(), detected, today, locale: Locale::En, reports: None };
        let (mut left, mut count) = (answers.iter(), 0);
        Desk { begun: &begun, profile: &mut profile }.ask(&mut || {
            count += 1;
            left.next().map(|&answer| answer.to_owned())
        });
        (profile, count)
    }

    fn words(profile: &Profile) -> Vec<&str> {
        let told = |told: &'_ Option<Told>| told.as_ref().map(|told| told.value.clone());
        assert!(told(&profile.name).is_some());
        profile.traits.iter().map(|told| told.value.as_str()).collect()
    }

    #[test]
    fn what_is_answered_is_kept_and_the_rest_stays_open() {
        let (profile, _) =
            answered(&["", "Sorts letters by urgency", "Amina Wekesa", "perhaps", "3", "HIGH", "y", "n", "是"]);
        assert_eq!(profile.name.as_ref().map(|told| told.value.as_str()), Some("desk"));
        assert_eq!(profile.owner.as_ref().map(|told| told.value.as_str()), Some("Amina Wekesa"));
        assert_eq!((profile.stage, profile.impact), (Some(Stage::Pilot), Some(Impact::High)));
        assert_eq!(words(&profile), ["public-facing", "personal-data"]);

        let (profile, count) = answered(&["Desk two", "TODO", "", "", ""]);
        assert_eq!(profile.name.as_ref().map(|told| told.value.as_str()), Some("Desk two"));
        assert!(profile.description.is_none() && profile.owner.is_none());
        assert_eq!((profile.stage, profile.impact, count), (None, None, 6));
        assert!(words(&profile).is_empty());

        assert_eq!(answered(&[]).1, 1);
    }

    #[test]
    fn a_trait_is_shown_with_what_it_switches_on() {
        let rulebook = Judge::new(date(2026, 11, 23)).rulebook().unwrap();
        let asked = asked();
        let detected = detect(&Memory::new(), &rulebook, date(2026, 11, 23));
        let mut profile = Profile::default();
        let begun = Begun {
            asked: &asked,
            rulebook,
            packs: Vec::new(),
            detected,
            today: date(2026, 11, 23),
            locale: Locale::En,
            reports: None,
        };
        let desk = Desk { begun: &begun, profile: &mut profile };
        assert_eq!(desk.adds("agentic").en, "add security/agent-limits");
        assert_eq!(desk.adds("minors").zh, "在此等级不增加条目");
    }
}
