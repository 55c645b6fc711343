//! What an answer cites, taken from the shelf: the parts that checks may look at, and what is wrong with the rest. It reads no meaning.

use std::sync::Arc;

use super::inquiry::{Draft, Inquiry};
use crate::check::Part;
use crate::evidence::{Citation, Document, EXPANSION_LIMIT, Refusal, Shelf, Target, Unreadable};
use crate::finding::{Code, Fix, Place, Safety};
use crate::locale::{Text, text};
use crate::manifest::snippet;
use crate::source::Span;
use crate::text::Hollow;
use crate::tree::{rename, rewritten};

/// The evidence of one answer.
#[derive(Default)]
pub(super) struct Gathered {
    /// What checks may look at.
    pub(super) parts: Vec<Part>,
    /// What is wrong with what is cited.
    pub(super) drafts: Vec<Draft>,
    /// Files that no longer have the digest they were cited with.
    pub(super) drifted: Vec<Draft>,
    /// Every cited file or address, for the report.
    pub(super) cited: Vec<Cited>,
    /// How many files and addresses count.
    accepted: usize,
    /// What stands there but is not of the kind that the item takes.
    unaccepted: Vec<Draft>,
}

/// One cited file or address.
pub(crate) struct Cited {
    pub(crate) cited: Arc<str>,
    /// The file; none for an address or where nothing was found.
    pub(crate) document: Option<Arc<Document>>,
    pub(crate) anchor: Option<String>,
    /// Whether something stands there that can be looked at.
    pub(crate) stands: bool,
}

/// Takes all that an answer cites from the shelf.
pub(super) fn gather(inquiry: &Inquiry<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    let Some(answer) = inquiry.answer else { return gathered };
    for citation in &answer.evidence {
        let take = Take { inquiry, citation, cited: citation.cited.as_str().into() };
        match &citation.target {
            Target::Address => take.address(&mut gathered),
            Target::Glob(glob) => take.glob(glob, &mut gathered),
            Target::File { path, anchor } => take.file(path, anchor.as_deref(), &mut gathered),
        }
    }
    let wanted = inquiry.item.evidence.at_least;
    if gathered.accepted < wanted {
        let told = !gathered.drafts.is_empty() || !gathered.unaccepted.is_empty();
        let unaccepted = std::mem::take(&mut gathered.unaccepted);
        gathered.drafts.extend(unaccepted);
        if !told {
            gathered.drafts.push(too_little(inquiry, gathered.accepted, wanted));
        }
    }
    gathered
}

fn too_little(inquiry: &Inquiry<'_>, accepted: usize, wanted: usize) -> Draft {
    let rule = &inquiry.item.evidence;
    let suggest: Vec<_> = rule.suggest.iter().take(3).map(|glob| format!("`{glob}`")).collect();
    let (en, zh) = (suggest.join(", "), suggest.join("、"));
    let message = if accepted == 0 {
        text!("the claim cites no evidence", "声明未引用任何证据")
    } else {
        text!(
            "the claim cites {accepted} pieces of evidence, {wanted} are asked for",
            "声明引用了 {accepted} 份证据，要求 {wanted} 份"
        )
    };
    let span = inquiry.answer.and_then(|answer| answer.evidence_span).unwrap_or_else(|| inquiry.nearest());
    let label = text!("words alone do not carry it", "仅凭文字不足以支撑");
    let draft = inquiry.draft(Code::EvidenceNone, message, inquiry.claim(span, label));
    let line = snippet::evidence(inquiry.manifest.syntax);
    if suggest.is_empty() {
        draft.help(text!("add `{line}`, or say `partial` or `unmet`", "请添加 `{line}`，或改为 `partial`、`unmet`"))
    } else {
        draft.help(text!(
            "add `{line}`, usually one of {en}; or say `partial` or `unmet`",
            "请添加 `{line}`，常见的有 {zh}；或改为 `partial`、`unmet`"
        ))
    }
}

/// One citation being taken.
struct Take<'a> {
    inquiry: &'a Inquiry<'a>,
    citation: &'a Citation,
    /// As written, shared by all that it finds.
    cited: Arc<str>,
}

impl Take<'_> {
    fn place(&self, label: Text) -> Place {
        self.inquiry.claim(self.citation.span, label)
    }

    fn draft(&self, code: Code, message: Text, label: Text) -> Draft {
        self.inquiry.draft(code, message, self.place(label)).about(&self.citation.cited)
    }

    fn address(&self, gathered: &mut Gathered) {
        let accepted = self.inquiry.item.evidence.accept_address;
        if accepted {
            gathered.accepted += 1;
        } else {
            let message = text!(
                "an address alone is no evidence here: nothing is fetched",
                "仅有网址不能作为本项证据：不会联网读取"
            );
            let label = text!("not looked at", "未查看");
            let help = text!("cite a file of the project that says it", "请引用项目中写明此事的文件");
            gathered.unaccepted.push(self.draft(Code::EvidenceUnaccepted, message, label).help(help));
        }
        let cited = Arc::clone(&self.cited);
        gathered.cited.push(Cited { cited, document: None, anchor: None, stands: accepted });
    }

    fn glob(&self, glob: &str, gathered: &mut Gathered) {
        let Some(found) = self.inquiry.shelf.expand(glob) else {
            return self.broken(&Shelf::outside(glob), gathered);
        };
        if found.cut {
            let message = text!(
                "`{glob}` finds more than {EXPANSION_LIMIT} files; only these are looked at",
                "`{glob}` 匹配的文件超过 {EXPANSION_LIMIT} 个，只查看前 {EXPANSION_LIMIT} 个"
            );
            gathered.drafts.push(self.draft(Code::EvidenceUnreadable, message, Text::default()));
        }
        let (own, other): (Vec<_>, Vec<_>) = found.documents.iter().partition(|document| self.is_own(document));
        for document in other.iter().copied() {
            self.document(document, None, gathered);
        }
        if let (Some(document), true) = (own.first(), other.is_empty()) {
            self.own(document, gathered);
        } else if other.is_empty() {
            let message = text!("no file matches `{glob}`", "没有文件与 `{glob}` 匹配");
            gathered.drafts.push(self.draft(Code::EvidenceMissing, message, text!("finds nothing", "未找到文件")));
        }
    }

    fn file(&self, path: &str, anchor: Option<&str>, gathered: &mut Gathered) {
        let Some(resolved) = self.inquiry.shelf.resolve(path) else {
            return self.broken(&Shelf::outside(path), gathered);
        };
        let document = self.inquiry.shelf.document(&resolved);
        if self.is_own(&document) {
            return self.own(&document, gathered);
        }
        self.document(&document, anchor, gathered);
    }

    /// Whether a document is the manifest or what stands beside it, under whatever name.
    fn is_own(&self, document: &Document) -> bool {
        let names = crate::manifest::OWN_FILES.contains(&document.local.as_str());
        let manifest = &self.inquiry.manifest.source;
        names
            || document
                .source()
                .is_some_and(|source| source.name() == manifest.name() || source.text() == manifest.text())
    }

    fn own(&self, document: &Document, gathered: &mut Gathered) {
        let path = &document.local;
        let message = text!("the self-assessment is no evidence for itself", "自评文件不能为自己作证");
        let label = text!("`{path}` is what is being judged", "`{path}` 正是被评对象");
        let help = text!("cite what the project does, not what it says of itself", "请引用能反映项目实际做法的文件");
        gathered.drafts.push(self.draft(Code::EvidenceSelf, message, label).help(help));
        let cited = Arc::clone(&self.cited);
        gathered.cited.push(Cited { cited, document: None, anchor: None, stands: false });
    }

    fn document(&self, document: &Arc<Document>, anchor: Option<&str>, gathered: &mut Gathered) {
        if document.unreadable().is_some() {
            return self.broken(document, gathered);
        }
        let mut stands = true;
        if let Some(hollow) = document.hollow() {
            gathered.drafts.push(self.hollow(document, hollow));
            stands = false;
        }
        let heading = match anchor {
            Some(anchor) if stands => match self.heading(document, anchor) {
                Ok(heading) => Some(heading),
                Err(draft) => {
                    gathered.drafts.push(draft);
                    stands = false;
                    None
                }
            },
            _ => None,
        };
        gathered.drifted.extend(self.drifted(document));
        if stands {
            let accept = self.inquiry.item.evidence.accept.as_ref();
            if accept.is_none_or(|globs| globs.is_match(&document.local)) {
                gathered.accepted += 1;
            } else if matches!(self.citation.target, Target::Glob(_)) {
                // A glob may sweep up more than it means, as long as enough of it counts.
                gathered.unaccepted.push(self.unaccepted(document));
            } else {
                gathered.drafts.push(self.unaccepted(document));
            }
            gathered.parts.push(Part { document: Arc::clone(document), heading });
        }
        gathered.cited.push(Cited {
            cited: Arc::clone(&self.cited),
            document: Some(Arc::clone(document)),
            anchor: anchor.map(str::to_owned),
            stands,
        });
    }

    fn broken(&self, document: &Arc<Document>, gathered: &mut Gathered) {
        let Some(why) = document.unreadable() else { return };
        let code = match why {
            Unreadable::Refused(Refusal::Missing | Refusal::Dangling) => Code::EvidenceMissing,
            Unreadable::Refused(Refusal::Outside) => Code::EvidenceOutside,
            Unreadable::Refused(Refusal::Folder | Refusal::Special | Refusal::Denied | Refusal::Failed(_))
            | Unreadable::TooLarge(_)
            | Unreadable::NotUtf8(_) => Code::EvidenceUnreadable,
        };
        let (path, reason) = (&document.local, why.text());
        let (en, zh) = (&reason.en, &reason.zh);
        let draft = self.draft(code, text!("`{path}`: {en}", "`{path}`：{zh}"), text!("cited here", "在此引用"));
        let draft = match (code, self.nearest_file(&document.path)) {
            (Code::EvidenceMissing, Some(near)) => draft.help(crate::tree::did_you_mean(&near)).fix(self.cite(&near)),
            (Code::EvidenceUnreadable, _) if matches!(why, Unreadable::Refused(Refusal::Folder)) => {
                draft.help(text!("cite its files, for example `{path}/*.md`", "请引用其中的文件，例如 `{path}/*.md`"))
            }
            (Code::EvidenceUnreadable, _) if matches!(why, Unreadable::NotUtf8(_)) => {
                draft.help(text!("save the file as UTF-8", "请将文件另存为 UTF-8 编码"))
            }
            _ => draft,
        };
        gathered.drafts.push(draft);
        let cited = Arc::clone(&self.cited);
        gathered.cited.push(Cited { cited, document: Some(Arc::clone(document)), anchor: None, stands: false });
    }

    /// The fix that cites a file of this path from the root instead. What carries a claim is for somebody to look at.
    fn cite(&self, path: &str) -> Option<Fix> {
        let path = self.inquiry.shelf.relative(path);
        let anchor = self.citation.cited.split_once('#').map(|(_, anchor)| anchor);
        self.write(&anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
    }

    /// The fix that writes something else for the citation, where it names a file.
    fn write(&self, to: &str) -> Option<Fix> {
        let (text, from) = (self.inquiry.manifest.source.text(), &self.citation.cited);
        if !matches!(self.citation.target, Target::File { .. }) {
            return None;
        }
        let fix = rename(rewritten(text, self.citation.span, from, to), from, to, []);
        fix.map(|fix| Fix { safety: Safety::Unsafe, ..fix })
    }

    /// A file of the same folder with a name that is nearly this one.
    fn nearest_file(&self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let entries = self.inquiry.shelf.list(folder);
        let names = entries.iter().filter(|entry| !entry.is_folder).map(|entry| entry.name.as_str());
        let near = crate::tree::nearest(name, names)?;
        Some(if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") })
    }

    fn hollow(&self, document: &Document, hollow: Hollow) -> Draft {
        let path = &document.local;
        let (message, label, span) = match hollow {
            Hollow::Empty => (text!("`{path}` says nothing", "`{path}` 没有内容"), text!("empty", "空文件"), None),
            Hollow::Zeros => {
                (text!("`{path}` holds nothing but zeros", "`{path}` 全是零字节"), text!("zeros", "全为零"), None)
            }
            Hollow::Pointer(span) => (
                text!("`{path}` only points elsewhere", "`{path}` 只是指向别处"),
                text!("what it points at is not looked at", "不会查看它所指的内容"),
                Some(span),
            ),
            Hollow::Placeholder(span) => (
                text!("`{path}` is a placeholder", "`{path}` 只是占位文件"),
                text!("nothing yet", "尚无内容"),
                Some(span),
            ),
        };
        let claim = self.place(text!("cited here", "在此引用"));
        let place = document.source().zip(span).map(|(source, span)| Place::new(source, span, label.clone()));
        let mut draft = self.draft(Code::EvidenceHollow, message, label);
        if let Some(place) = place {
            draft.place = place;
            draft.related.insert(0, claim);
        }
        draft.help(text!("write it, or say `partial` or `unmet`", "请补充内容，或改为 `partial`、`unmet`"))
    }

    /// The heading that an anchor names.
    fn heading(&self, document: &Document, anchor: &str) -> Result<usize, Draft> {
        let path = &document.local;
        let outline = document.outline();
        let found = outline.and_then(|outline| {
            let span = outline.find(anchor)?.span;
            outline.headings.iter().position(|heading| heading.span == span)
        });
        if let Some(at) = found {
            return Ok(at);
        }
        let message = text!("`{path}` has no heading `#{anchor}`", "`{path}` 中没有标题 `#{anchor}`");
        let draft = self.draft(Code::SectionMissing, message, text!("cited here", "在此引用"));
        Err(match outline.and_then(|outline| outline.nearest_anchor(anchor)) {
            Some(near) => {
                let help = text!("did you mean `{path}#{near}`?", "是否想写 `{path}#{near}`？");
                let cited = self.citation.cited.split_once('#').map_or(path.as_str(), |(path, _)| path);
                draft.help(help).fix(self.write(&format!("{cited}#{near}")))
            }
            None => draft,
        })
    }

    fn unaccepted(&self, document: &Document) -> Draft {
        let path = &document.local;
        let globs: Vec<_> = self.inquiry.item.evidence.accept.iter().flat_map(|globs| globs.patterns()).collect();
        let (en, zh) = (globs.join("`, `"), globs.join("`、`"));
        let message = text!("`{path}` is not the kind of file that this item takes", "`{path}` 不是本项接受的文件类型");
        let help = text!("cite a file that matches `{en}`", "请引用与 `{zh}` 匹配的文件");
        let mut draft = self.draft(Code::EvidenceUnaccepted, message, text!("cited here", "在此引用")).help(help);
        let span = self.inquiry.item.evidence.span;
        draft.related = vec![Place::new(&self.inquiry.item.source, span, text!("what it takes", "接受的类型"))];
        draft
    }

    fn drifted(&self, document: &Document) -> Option<Draft> {
        let pinned = self.citation.sha256.as_ref()?;
        let now = document.sha256()?;
        if now == pinned.value {
            return None;
        }
        let path = &document.local;
        let message = text!("`{path}` has changed since it was cited", "`{path}` 自引用以来已有改动");
        let place = self.inquiry.claim(pinned.span, text!("this was its digest then", "这是当时的摘要"));
        let draft = self.inquiry.draft(Code::Drifted, message, place).about(&self.citation.cited);
        Some(draft.help(text!("look at it again; its digest now is {now}", "请重新查看该文件；当前摘要为 {now}")))
    }
}

/// Where a claim stands, to relate it to a finding in the evidence.
pub(super) fn claim_place(inquiry: &Inquiry<'_>) -> Place {
    let words = inquiry.answer.and_then(|answer| answer.statement.as_ref()).map(|statement| statement.span);
    let status = inquiry.answer.and_then(|answer| answer.status.as_ref()).map(|status| status.span);
    let span: Span = words.or(status).unwrap_or_else(|| inquiry.nearest());
    inquiry.claim(span, text!("claimed here", "在此声明"))
}
