//! Exceptions: whether a waiver counts, and what is to be said of one that does not.

use jiff::civil::Date;

use super::days::{SOON_DAYS, until};
use super::inquiry::{Draft, Inquiry};
use crate::finding::{Code, Place};
use crate::locale::{Text, text};
use crate::manifest::Waiver;
use crate::source::{Span, Spanned};
use crate::text::is_weak_reason;

/// What the waivers of one item come to.
#[derive(Default)]
pub(super) struct Waived<'a> {
    /// The first that counts.
    pub(super) valid: Option<&'a Waiver>,
    /// Why others do not.
    pub(super) drafts: Vec<Draft>,
}

/// Holds the waivers that name the item against the rules. `max_days` is how long the packs let one last.
pub(super) fn waivers<'a>(inquiry: &Inquiry<'a>, max_days: Option<i64>) -> Waived<'a> {
    let mut waived = Waived::default();
    for waiver in inquiry.manifest.waivers.iter().filter(|waiver| waiver.item.value == inquiry.item.id) {
        let (Some(expires), Some(reason)) = (&waiver.expires, &waiver.reason) else {
            // What is missing or misspelt has been told; a waiver without an end is none.
            continue;
        };
        let bench = Bench { inquiry, waiver };
        let refusals: Vec<_> = [
            bench.refused(),
            bench.weak(reason),
            bench.expired(expires),
            max_days.and_then(|most| bench.too_long(expires, most)),
        ]
        .into_iter()
        .flatten()
        .collect();
        // An approval that has not happened yet is none; the finding on its day has said so.
        let granted = waiver.granted.as_ref().is_none_or(|granted| granted.value <= inquiry.today);
        if refusals.is_empty() && waiver.is_complete && granted {
            waived.valid.get_or_insert(waiver);
        }
        waived.drafts.extend(refusals);
    }
    waived
}

/// What to say of a valid waiver that hides something, or hides nothing.
pub(super) fn remark(inquiry: &Inquiry<'_>, waiver: &Waiver, needed: bool) -> Option<Draft> {
    let bench = Bench { inquiry, waiver };
    if !needed {
        let message = text!("the waiver is not needed", "该豁免已无必要");
        let label = text!("the item holds, or does not apply, without it", "没有它，本项也已满足或不适用");
        let help = text!("remove it", "请将其删除");
        return Some(
            bench.draft(Code::WaiverUnused, message, waiver.item.span, label).help(help).fix(waiver.removal()),
        );
    }
    let expires = waiver.expires.as_ref()?;
    let left = until(inquiry.today, expires.value);
    (left <= SOON_DAYS).then(|| {
        let day = expires.value;
        let message = text!("the waiver ends on {day}", "豁免将于 {day} 到期");
        bench.draft(Code::WaiverExpiring, message, expires.span, text!("{left} days from now", "还有 {left} 天"))
    })
}

struct Bench<'a> {
    inquiry: &'a Inquiry<'a>,
    waiver: &'a Waiver,
}

impl Bench<'_> {
    fn draft(&self, code: Code, message: Text, span: Span, label: Text) -> Draft {
        let place = Place::new(&self.waiver.source, span, label);
        self.inquiry.draft(code, message, place).about(format!("waiver {}", self.inquiry.item.id))
    }

    fn refused(&self) -> Option<Draft> {
        (!self.inquiry.item.waivable).then(|| {
            let (en, zh) = (&self.inquiry.item.title.en, &self.inquiry.item.title.zh);
            let message = text!("“{en}” cannot be waived", "“{zh}”不可豁免");
            self.draft(
                Code::WaiverRefused,
                message,
                self.waiver.item.span,
                text!("refused by the pack", "规则包不允许"),
            )
        })
    }

    fn weak(&self, reason: &Spanned<String>) -> Option<Draft> {
        is_weak_reason(&reason.value).then(|| {
            let message = text!("the waiver gives no reason that one could check", "豁免没有给出可以核实的理由");
            let help = text!("say what stands in the way, and what will change it", "请写明障碍是什么、将如何消除");
            self.draft(Code::WaiverWeakReason, message, reason.span, text!("says nothing", "等于没有说明")).help(help)
        })
    }

    fn expired(&self, expires: &Spanned<Date>) -> Option<Draft> {
        let day = expires.value;
        (day < self.inquiry.today).then(|| {
            let message = text!("the waiver ended on {day}", "豁免已于 {day} 到期");
            let help = text!("close the gap, or have a new waiver approved", "请消除差距，或重新取得批准");
            self.draft(Code::WaiverExpired, message, expires.span, text!("valid through this day", "有效期至此日"))
                .help(help)
        })
    }

    fn too_long(&self, expires: &Spanned<Date>, most: i64) -> Option<Draft> {
        let granted = self.waiver.granted.as_ref().map_or(self.inquiry.today, |granted| granted.value);
        let days = until(granted, expires.value);
        (days > most).then(|| {
            let message = text!(
                "the waiver lasts {days} days, at most {most} are allowed",
                "豁免期长达 {days} 天，最多允许 {most} 天"
            );
            let help = text!("let it end sooner, and renew it if need be", "请缩短期限，必要时再续期");
            self.draft(Code::WaiverTooLong, message, expires.span, text!("too far away", "期限过长")).help(help)
        })
    }
}
