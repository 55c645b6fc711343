//! What each code means and what to do about it, in both languages. When a code is drawn is decided where the finding is made.

use crate::finding::{Code, Family};
use crate::locale::{Text, text};
use crate::vocabulary::Verdict;

/// What a code means.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table, a line or two a code")]
pub(crate) fn meaning(code: Code) -> Text {
    match code {
        Code::Unanswered => text!("the manifest says nothing on an item that applies", "适用的条目在清单中没有回答"),
        Code::Unmet => text!("the project says that the item is not met", "项目承认该条目未满足"),
        Code::Partial => text!("the project says that the item is met in part", "项目承认该条目仅部分满足"),
        Code::PlanMissing => text!("a gap has no plan, or one that says nothing", "差距没有整改计划，或计划等于没写"),
        Code::PlanOverdue => text!("the day by which a gap was to be closed is over", "承诺弥补差距的日期已过"),
        Code::OptOutRefused => text!(
            "the answer is `not-applicable`, and the item does not allow that",
            "回答为 `not-applicable`，而该条目不允许"
        ),
        Code::JustificationMissing => text!("`not-applicable` without a reason", "回答 `not-applicable` 却没有理由"),
        Code::StatementMissing => text!("`met` without a word on how", "回答 `met` 却没有说明如何做到"),
        Code::Placeholder => text!("a statement that is only a placeholder", "说明只是占位文字"),
        Code::Underclaimed => {
            text!("every check holds, and the answer says `partial`", "检查全部通过，回答却是 `partial`")
        }
        Code::EvidenceNone => text!("a claim without evidence", "声明没有证据"),
        Code::EvidenceSelf => text!("the self-assessment is cited as evidence for itself", "自评文件被引作自己的证据"),
        Code::EvidenceHollow => text!(
            "a cited file is empty, a placeholder, or only points elsewhere",
            "被引用的文件是空的、只是占位，或只是指向别处"
        ),
        Code::EvidenceOverused => {
            text!("one whole file carries many unlike answers", "同一整个文件支撑了许多不相干的回答")
        }
        Code::EvidenceMissing => {
            text!("a cited file is not there, or a glob finds nothing", "被引用的文件不存在，或通配模式没有匹配")
        }
        Code::EvidenceOutside => {
            text!("a cited path leaves the project; it was not opened", "被引用的路径超出项目范围，未予打开")
        }
        Code::EvidenceUnreadable => text!(
            "a cited file cannot be read: no text, too large, or broken",
            "被引用的文件无法读取：不是文本、过大或已损坏"
        ),
        Code::EvidenceUnaccepted => text!(
            "a cited file or address is not what the item takes as evidence",
            "被引用的文件或网址不是该条目接受的证据"
        ),
        Code::SectionMissing => {
            text!("no cited section is about the item, or an anchor leads nowhere", "引用中没有相关章节，或锚点不存在")
        }
        Code::SectionThin => {
            text!("a section is too short, a heap of words, or unfilled", "章节过短、只是词语堆砌或没有填写")
        }
        Code::TextMissing => text!("the evidence does not say what it must say", "证据没有写出必须写明的内容"),
        Code::TextForbidden => text!("the evidence says what it must not say", "证据写了不应出现的内容"),
        Code::ValueMissing => text!("the evidence lacks a value that the item asks for", "证据缺少该条目要求的数值"),
        Code::ValueMismatch => text!(
            "a value in the evidence is beyond its limit, or not what it must be",
            "证据中的数值超出限值或不符合要求"
        ),
        Code::Contradicted => text!("two places of the evidence say different things", "证据的两处说法互相矛盾"),
        Code::ExprFalse => {
            text!("a condition of the item does not hold for this project", "该条目的条件在本项目中不成立")
        }
        Code::Stale => {
            text!("the evidence was reviewed too long ago, or nobody says when", "证据复核已过期，或没有写明何时复核")
        }
        Code::DueSoon => text!("a review or a plan falls due within 30 days", "复核或计划将在 30 天内到期"),
        Code::Drifted => {
            text!("a cited file has changed since it was cited or reviewed", "被引用的文件自引用或复核以来已有改动")
        }
        Code::FutureDate => text!("a day that has not come yet is given as past", "把尚未到来的日期写成已发生"),
        Code::WaiverExpired => {
            text!("a waiver is over; what it hid stands again", "豁免已到期，被它掩盖的问题重新计入")
        }
        Code::WaiverExpiring => text!("a waiver ends within 30 days", "豁免将在 30 天内到期"),
        Code::WaiverUnused => text!("a waiver hides nothing", "豁免没有掩盖任何问题"),
        Code::WaiverRefused => text!("the item cannot be waived", "该条目不可豁免"),
        Code::WaiverTooLong => text!("a waiver lasts longer than the pack allows", "豁免期超过规则包允许的上限"),
        Code::WaiverWeakReason => text!("a waiver gives no reason that one could check", "豁免没有给出可以核实的理由"),
        Code::Syntax => text!("the file is not what its format asks for", "文件不符合其格式"),
        Code::UnknownKey => text!("a key that nobody knows, perhaps misspelt", "未知的字段，可能拼写有误"),
        Code::UnknownItem => text!("an item that no pack in use has", "所用规则包中没有的条目"),
        Code::UnknownTrait => text!("a trait that no pack in use knows", "所用规则包中没有的特征"),
        Code::MissingKey => text!("a key that must be there", "缺少必填字段"),
        Code::WrongType => text!("a value of another kind than asked for", "值的类型不对"),
        Code::BadValue => text!("a value that cannot be", "值无效"),
        Code::BadPattern => text!(
            "a pattern that is no regular expression, or fails beside Chinese",
            "模式不是有效的正则表达式，或在汉字旁失效"
        ),
        Code::BadGlob => text!("a glob that is none, or leaves the project", "通配模式无效或超出项目范围"),
        Code::BadPath => text!("a path that is no JSONPath", "路径不是有效的 JSONPath"),
        Code::BadExpression => text!("a condition that cannot be read, or has no answer", "条件无法解析或没有结果"),
        Code::DuplicateId => text!("one id is declared twice", "同一编号被声明两次"),
        Code::UnknownReference => text!("a pack refers to what no pack declares", "规则包引用了未声明的内容"),
        Code::FieldOrder => text!("an item's fields are out of order", "条目字段的顺序不对"),
        Code::Loosened => text!("a pack would loosen the pack that it extends", "规则包放宽了所扩展的规则包"),
        Code::ExtendsCycle => text!("packs extend each other in a circle", "规则包相互扩展形成循环"),
        Code::PackNotFound => {
            text!("a pack that is neither built in nor in that folder", "既非内置也不在该文件夹中的规则包")
        }
    }
}

/// What the codes of a family are about.
#[must_use]
pub(crate) fn family_title(family: Family) -> Text {
    match family {
        Family::Claims => text!("Claims", "声明"),
        Family::Evidence => text!("Evidence", "证据"),
        Family::Time => text!("Time", "时间"),
        Family::Waivers => text!("Waivers", "豁免"),
        Family::File => text!("The manifest as a file", "清单文件"),
        Family::Pack => text!("Rule packs", "规则包"),
    }
}

/// What to do about a finding of this family.
#[must_use]
pub(crate) fn remedy(family: Family) -> Text {
    match family {
        Family::Claims => text!(
            "Say how things are. A gap that is admitted, with a plan, weighs less than a claim that does not hold.",
            "请如实作答。承认差距并附上计划，比站不住脚的声明要轻得多。"
        ),
        Family::Evidence => text!(
            "Cite what shows it, or answer `partial` or `unmet` with a plan until there is such a thing.",
            "请引用能够证明的材料；在有这样的材料之前，请回答 `partial` 或 `unmet` 并附上计划。"
        ),
        Family::Time => text!(
            "Look at the evidence again, mend what has changed, and record it: run `guiju review`, or write the day of that review.",
            "请重新查看证据，修正已变化之处，再运行 `guiju review` 或写下复核日期。"
        ),
        Family::Waivers => text!(
            "A waiver needs an end, an approver and a reason that one could check; else close the gap.",
            "豁免须有期限、批准人和可以核实的理由；否则请消除差距。"
        ),
        Family::File => text!(
            "Mend the file; the finding shows the place and what may stand there.",
            "请修正文件；问题提示会指出位置和可用的写法。"
        ),
        Family::Pack => {
            text!("Mend the pack: guiju never judges with half a pack.", "请修正规则包：guiju 不会用残缺的规则包评判。")
        }
    }
}

/// What a word of a manifest means, by the key that it stands under; none of another key or word.
#[must_use]
pub(crate) fn word_meaning(key: &str, word: &str) -> Option<Text> {
    Some(match (key, word) {
        ("status", "met") => text!("it is so; evidence must carry it", "已做到；须有证据支撑"),
        ("status", "partial") => text!("it is partly so; a plan says what is left", "部分做到；须有计划说明还缺什么"),
        ("status", "unmet") => text!("it is not so; a plan says what will be done", "尚未做到；须有计划说明怎么做"),
        ("status", "not-applicable") => {
            text!("the question does not concern the project, for a reason that is given", "与本项目无关；须说明理由")
        }
        ("stage", "research") => text!("a question is being looked into", "仍在研究问题"),
        ("stage", "development") => text!("it is being built", "正在构建"),
        ("stage", "pilot") => text!("some people use it, under watch", "少数人在有人看护的情况下使用"),
        ("stage", "production") => text!("it is in use", "已投入使用"),
        ("stage", "retired") => text!("it is no longer in use", "已不再使用"),
        ("impact", "minimal") => text!("hardly anybody would notice a failure", "出错时几乎无人察觉"),
        ("impact", "limited") => text!("a failure would annoy, and could be put right", "出错会带来不便，但可以弥补"),
        ("impact", "high") => text!("a failure could harm people or their rights", "出错可能伤害人或损害其权利"),
        _ => return None,
    })
}

/// What a verdict means.
#[must_use]
pub(crate) fn verdict_meaning(verdict: Verdict) -> Text {
    match verdict {
        Verdict::NotApplicable => text!(
            "The item does not concern this project: its condition says so, or the project does, with a reason, where the item allows it.",
            "该条目与本项目无关：由条目的条件得出，或由项目说明理由（条目允许时）。"
        ),
        Verdict::Waived => text!(
            "The item would not be satisfied, and a dated, approved exception says so. It earns nothing.",
            "该条目本不满足，但有一项有期限、经批准的例外。不计分。"
        ),
        Verdict::Unanswered => text!("The manifest says nothing on the item.", "清单没有回答该条目。"),
        Verdict::Unmet => text!(
            "The project says that it is not met, or may not say that it does not apply.",
            "项目承认未满足，或不得选择不适用。"
        ),
        Verdict::Partial => {
            text!("The project says that it is met in part. It earns half.", "项目承认仅部分满足。计一半分。")
        }
        Verdict::Overclaimed => text!(
            "The project says that it is met, and its evidence does not carry that. This is worse than an honest gap.",
            "项目声称已满足，而证据撑不起这项声明。这比如实承认差距更糟。"
        ),
        Verdict::Stale => text!(
            "Met and carried by its evidence, but looked at too long ago, or changed since.",
            "已满足且证据成立，但复核已过期，或证据此后有改动。"
        ),
        Verdict::Satisfied => text!("Met, and all of it holds.", "已满足，且各项检查全部成立。"),
    }
}
