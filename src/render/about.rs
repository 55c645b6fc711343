//! What there is to say on an item apart from any project: `explain` says it on a terminal, the reference on a page. How it looks is for
//! them.

pub(super) mod condition;

use super::crosswalk::unverified;
use super::escape::code;
use crate::locale::{Locale, Text, text};
use crate::pack::{Case, Clause, Condition, Framework, Item, Mapping, Provision, Rulebook};
use crate::tree::Value;
use crate::vocabulary::{Ground, Reach};

/// Something that an item asks, and of whom.
pub(crate) struct Fact {
    pub(crate) label: Text,
    /// In words; none for a condition that has none.
    pub(crate) words: Option<Text>,
    /// As the pack writes it, where that is CEL.
    pub(crate) written: Option<String>,
}

impl Fact {
    fn plain(label: Text, words: Text) -> Self {
        Self { label, words: Some(words), written: None }
    }

    fn condition(label: Text, condition: &Condition, rulebook: &Rulebook) -> Self {
        Self { label, words: condition::words(condition, rulebook), written: Some(condition.text.clone()) }
    }
}

/// What the item asks of whom.
pub(crate) fn facts(item: &Item, rulebook: &Rulebook) -> Vec<Fact> {
    let yes = |flag: bool| if flag { text!("yes", "是") } else { text!("no", "否") };
    let applies = text!("applies", "适用");
    let mut facts = vec![
        Fact::plain(text!("requirement", "要求"), item.requirement.value.text()),
        Fact::plain(text!("level", "等级"), level(item.level.value, rulebook)),
        match &item.applies {
            Some(condition) => Fact::condition(applies, condition, rulebook),
            None => Fact::plain(applies, text!("always", "始终")),
        },
    ];
    let required = |condition| Fact::condition(text!("required when", "何时必需"), condition, rulebook);
    facts.extend(item.required_when.iter().map(required));
    facts.extend(item.fresh_days.as_ref().map(|fresh| {
        let days = fresh.days;
        Fact::plain(text!("reviewed every", "复核周期"), text!("{days} days", "{days} 天"))
    }));
    facts.extend(
        item.effective_from.map(|day| Fact::plain(text!("in effect from", "生效日期"), Text::same(day.to_string()))),
    );
    facts.push(Fact::plain(text!("may be answered not-applicable", "可否回答不适用"), yes(item.opt_out)));
    facts.push(Fact::plain(text!("may be waived", "可否豁免"), yes(item.waivable)));
    facts
}

/// Whom the item concerns, in words; none where it concerns everybody, or its condition has no words.
pub(crate) fn applies(item: &Item, rulebook: &Rulebook) -> Option<Text> {
    condition::words(item.applies.as_ref()?, rulebook)
}

/// A rank with its title.
pub(crate) fn level(rank: u8, rulebook: &Rulebook) -> Text {
    match rulebook.levels.iter().find(|level| level.rank == rank) {
        Some(level) => {
            let (en, zh) = (&level.title.en, &level.title.zh);
            text!("{rank} ({en})", "{rank}（{zh}）")
        }
        None => Text::same(rank.to_string()),
    }
}

/// What counts as evidence for the item, in Markdown.
pub(crate) fn evidence(item: &Item) -> Vec<Text> {
    let rule = &item.evidence;
    let listed = |globs: Vec<&str>| {
        let globs: Vec<_> = globs.into_iter().map(|glob| code(glob, false)).collect();
        (globs.join(", "), globs.join("、"))
    };
    let accept: Vec<_> = rule.accept.iter().flat_map(|globs| globs.patterns()).collect();
    let mut entries = vec![if accept.is_empty() {
        text!("accepted: any file", "接受：任何文件")
    } else {
        let (en, zh) = listed(accept);
        text!("accepted: {en}", "接受：{zh}")
    }];
    if rule.accept_address {
        entries.push(text!("an address is accepted, and is never opened", "接受网址，但不会打开"));
    }
    if rule.at_least != 1 {
        let count = rule.at_least;
        entries.push(text!("at least {count} of them", "至少 {count} 个"));
    }
    if !rule.suggest.is_empty() {
        let (en, zh) = listed(rule.suggest.iter().map(String::as_str).collect());
        entries.push(text!("often found in: {en}", "常见于：{zh}"));
    }
    entries
}

/// The clauses that the item serves.
pub(crate) fn clauses<'r>(item: &Item, rulebook: &'r Rulebook) -> Vec<&'r Clause> {
    let find = |id: &str| rulebook.clauses.iter().find(|clause| clause.id == id);
    item.clauses.iter().filter_map(|id| find(&id.value)).collect()
}

/// What stands beside a clause that no project can meet.
pub(crate) fn proxy(clause: &Clause) -> Option<Text> {
    (clause.reach == Reach::Proxy).then(|| {
        text!(
            "proxy: passing shows a stand-in, and never that the clause is met",
            "替代项：通过只能说明有相关做法，绝不等于条款得到满足"
        )
    })
}

/// A provision of another framework that an item touches, as far as the packs know it.
pub(crate) struct Touched<'r> {
    pub(crate) mapping: &'r Mapping,
    pub(crate) framework: Option<&'r Framework>,
    pub(crate) provision: Option<&'r Provision>,
}

/// The provisions that these mappings name.
pub(crate) fn touched<'r>(mappings: &'r [Mapping], rulebook: &'r Rulebook) -> Vec<Touched<'r>> {
    let look_up = |mapping: &'r Mapping| {
        let framework = rulebook.frameworks().find(|known| known.id.value == mapping.framework.value);
        let provision = framework
            .and_then(|framework| framework.provisions.iter().find(|known| known.id.value == mapping.provision.value));
        Touched { mapping, framework, provision }
    };
    mappings.iter().map(look_up).collect()
}

impl Touched<'_> {
    /// How strongly, and whether nobody read the provision: "partial, unverified".
    pub(crate) fn strength(&self, locale: Locale) -> String {
        let recalled = self.provision.is_some_and(|provision| provision.ground == Ground::Recalled);
        let strength = self.mapping.strength.text();
        let strength = strength.get(locale);
        if recalled {
            format!("{strength}{}{}", locale.pick(", ", "，"), unverified(locale))
        } else {
            strength.to_owned()
        }
    }
}

/// What stands above the provisions that an item touches.
pub(crate) fn touches_heading() -> Text {
    text!("Touches in other frameworks (no legal advice)", "涉及的其他框架（不构成法律意见）")
}

/// A case's answer as a manifest would hold it, and what the case says of its project.
pub(crate) fn answer(item: &Item, case: &Case) -> String {
    let mut lines = Vec::new();
    if let Some(project) = &case.project {
        lines.push("[project]".to_owned());
        lines.extend(entries(item, &project.value));
        lines.push(String::new());
    }
    lines.push(format!("[answers.{}]", item.id.replace('/', ".")));
    lines.extend(entries(item, &case.answer.value));
    lines.join("\n")
}

/// The entries of a table, each as it is written.
fn entries(item: &Item, table: &Value) -> Vec<String> {
    let Value::Table(table) = table else { return Vec::new() };
    let written = |span| item.source.slice(span);
    table.entries.iter().map(|entry| format!("{} = {}", written(entry.key_span), written(entry.value.span))).collect()
}
