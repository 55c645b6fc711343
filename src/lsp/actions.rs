//! What mends a finding, as an editor offers it: each fix by itself, and all safe ones at once, made by the engine of `guiju fix` in the
//! texts that are open. A fix that needs a look says so and is never the preferred one.

use std::path::Path;

use gen_lsp_types::{CodeActionTriggerKind, Range, TextDocumentIdentifier, TextEdit};
use serde::Deserialize;
use serde_json::{Value, json};

use super::server::{Refused, Server, WRONG_PARAMS, read};
use super::{Subject, World};
use crate::finding::{Edit, Finding, Safety};
use crate::fix::{edits, fits, mend};
use crate::locale::{Locale, Text, text};
use crate::render::one_line;
use crate::source::{Source, Span};

/// The kind of a fix by itself.
pub(super) const QUICK: &str = "quickfix";
/// The kind of all safe fixes at once.
pub(super) const ALL: &str = "source.fixAll.guiju";

/// What a client asks for. What it says of diagnostics is its own copy of what it was told.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    text_document: TextDocumentIdentifier,
    range: Range,
    #[serde(default)]
    context: Context,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Context {
    only: Option<Vec<String>>,
    trigger_kind: Option<CodeActionTriggerKind>,
}

impl Context {
    /// Whether actions of a kind are wanted: that kind, or one that it is a part of.
    fn wants(&self, kind: &str) -> bool {
        let holds = |outer: &String| {
            outer.is_empty()
                || kind.strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.only.as_ref().is_none_or(|only| only.iter().any(holds))
    }

    /// Whether somebody asked, rather than the editor by itself, which does so wherever the cursor goes.
    fn is_meant(&self) -> bool {
        self.only.is_some() || self.trigger_kind != Some(CodeActionTriggerKind::Automatic)
    }
}

impl<W: World> Server<W> {
    /// The fixes of what was found at a range of a text, in the text as it is now.
    pub(super) fn actions(&mut self, params: &Value) -> Result<Value, Refused> {
        let Asked { text_document, range, context } = read(params.clone())?;
        let uri = text_document.uri.0;
        let Some((path, document)) = self.documents.at(&uri) else {
            return Err((WRONG_PARAMS, format!("`{uri}` is not open")));
        };
        let (path, source) = (path.to_owned(), document.source.clone());
        let Some(subject) = self.world.subject(&path) else { return Ok(json!([])) };
        if self.due.contains(&subject) || !self.found.contains_key(&subject) {
            self.late = self.judge(&subject);
        }
        let mut offered = Vec::new();
        if context.wants(QUICK) {
            let start = self.units.offset(&source, range.start);
            let asked = Span::new(start, self.units.offset(&source, range.end).max(start));
            offered.extend(self.fixes(&subject, &path, asked));
        }
        if context.wants(ALL) && context.is_meant() {
            offered.extend(self.fix_all(&subject, &path, &source));
        }
        Ok(Value::Array(offered))
    }

    /// Each fix of what was found at these bytes of a file.
    fn fixes(&self, subject: &Subject, path: &Path, asked: Span) -> Vec<Value> {
        let teller = self.teller(subject);
        let action = |finding: &Finding| {
            let (fix, place) = (finding.fix.as_deref()?, &finding.place);
            let is_here = place.span.start <= asked.end && asked.start <= place.span.end;
            if !is_here || Path::new(place.source.name()) != path || !fits(&place.source, fix) {
                return None;
            }
            let is_safe = fix.safety == Safety::Safe;
            Some(json!({
                "title": title(&fix.title, is_safe, teller.locale),
                "kind": QUICK,
                "diagnostics": [teller.diagnostic(finding, Some(place))],
                "isPreferred": is_safe,
                "edit": self.edit(path, &place.source, &fix.edits)?,
            }))
        };
        self.found.get(subject).into_iter().flatten().filter_map(action).collect()
    }

    /// All safe fixes of a file, with those that come to light by them, as `guiju fix` makes them; nothing where there are none.
    fn fix_all(&self, subject: &Subject, path: &Path, source: &Source) -> Option<Value> {
        let Subject::Project(manifest) = subject else { return None };
        let is_safe = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        if !self.found.get(subject)?.iter().any(is_safe) {
            return None;
        }
        let mut unsaved = self.documents.unsaved();
        let first = self.world.judge(manifest, &unsaved).ok()?.report;
        let again = |files: &[crate::fix::Mended]| {
            unsaved.extend(files.iter().map(|file| (file.name.clone().into(), file.new.as_bytes().into())));
            Ok(self.world.judge(manifest, &unsaved)?.report)
        };
        let (files, _) = mend(first, Safety::Safe, again).ok()?;
        let file = files.iter().find(|file| Path::new(&file.name) == path)?;
        let all = text!("make all safe fixes of guiju", "应用 guiju 的全部安全修复");
        let title = title(&all, true, self.teller(subject).locale);
        Some(json!({ "title": title, "kind": ALL, "edit": self.edit(path, source, &edits(&file.old, &file.new))? }))
    }

    /// Edits of an open file: for the version that is open, where the client knows of versions.
    fn edit(&self, path: &Path, source: &Source, edits: &[Edit]) -> Option<Value> {
        let (uri, version) = self.documents.uri(path)?;
        let new = |edit: &Edit| TextEdit { range: self.units.range(source, edit.span), new_text: edit.text.clone() };
        let edits: Vec<_> = edits.iter().map(new).collect();
        Some(if self.takes_versions {
            json!({ "documentChanges": [{ "textDocument": { "uri": uri, "version": version }, "edits": edits }] })
        } else {
            json!({ "changes": { uri: edits } })
        })
    }
}

/// What an action is called: what it does, and whether somebody has to look.
fn title(said: &Text, is_safe: bool, locale: Locale) -> String {
    let look = text!(" (needs a look)", "（请先核对）");
    let look = if is_safe { "" } else { look.get(locale) };
    format!("{}{look}", one_line(said.get(locale)))
}
