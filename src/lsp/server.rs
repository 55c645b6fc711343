//! The conversation: who may say what when, and what is judged after it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbolParams, Position,
    TextDocumentPositionParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{ALL, QUICK};
use super::documents::Documents;
use super::frame::Heard;
use super::place::Units;
use super::scene::Project;
use super::told::{Teller, Told, findings};
use super::{Subject, World};
use crate::finding::Finding;
use crate::locale::Locale;
use crate::pack::Rulebook;
use crate::vocabulary::Verdict;

/// Errors of JSON-RPC and of the protocol.
const NO_JSON: i32 = -32700;
const NO_REQUEST: i32 = -32600;
const NO_METHOD: i32 = -32601;
pub(super) const WRONG_PARAMS: i32 = -32602;
pub(super) const INTERNAL: i32 = -32603;
const NOT_BEGUN: i32 = -32002;
const WITHDRAWN: i32 = -32800;

/// How far a conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Running,
    /// The client said that it is about to leave.
    Leaving,
    Gone,
}

/// What is known of a project since it could last be judged.
pub(super) struct Known {
    pub(super) rulebook: Arc<Rulebook>,
    pub(super) verdicts: BTreeMap<String, Verdict>,
    pub(super) locale: Option<Locale>,
}

/// Languages, from the one that outranks all others.
struct Tongues {
    /// The command line's.
    asked: Option<Locale>,
    /// The editor's.
    editor: Option<Locale>,
    /// The environment's.
    usual: Locale,
}

/// A server and all that it knows.
pub(crate) struct Server<W> {
    pub(super) world: W,
    phase: Phase,
    tongues: Tongues,
    pub(super) units: Units,
    pub(super) documents: Documents,
    pub(super) due: BTreeSet<Subject>,
    pub(super) known: BTreeMap<Subject, Known>,
    /// What was found last, in the texts as they were then.
    pub(super) found: BTreeMap<Subject, Vec<Finding>>,
    told: Told,
    /// The files of projects, as they were when somebody asked last, until something changes.
    pub(super) projects: BTreeMap<PathBuf, Project>,
    /// What came up to say while a question was answered.
    pub(super) late: Vec<Value>,
    /// Whether the client takes edits for one version of a text.
    pub(super) takes_versions: bool,
    /// Whether the client said goodbye before it left.
    was_polite: bool,
}

/// Why a request gets no result.
pub(super) type Refused = (i32, String);

impl<W: World> Server<W> {
    /// A server that nobody has talked to yet.
    pub(crate) fn new(world: W, asked: Option<Locale>, usual: Locale) -> Self {
        Self {
            world,
            phase: Phase::Before,
            tongues: Tongues { asked, editor: None, usual },
            units: Units::Utf16,
            documents: Documents::default(),
            due: BTreeSet::new(),
            known: BTreeMap::new(),
            found: BTreeMap::new(),
            told: Told::default(),
            projects: BTreeMap::new(),
            late: Vec::new(),
            takes_versions: false,
            was_polite: false,
        }
    }

    /// Whether the client has left.
    pub(crate) fn is_over(&self) -> bool {
        self.phase == Phase::Gone
    }

    /// Whether it has said that it would.
    pub(crate) fn was_polite(&self) -> bool {
        self.was_polite
    }

    /// What there is to say to what was heard. Nothing is judged for a text that changed: see [`Self::settle`].
    pub(crate) fn hear(&mut self, heard: Heard) -> Vec<Value> {
        let message = match heard {
            Heard::Json(message) => message,
            Heard::Noise(why) => return vec![refusal(&Value::Null, NO_JSON, &why)],
        };
        let (id, method) = (message.get("id"), message.get("method").and_then(Value::as_str));
        let params = message.get("params").cloned().unwrap_or_default();
        match (id, method) {
            (Some(id), Some(method)) => {
                let answer = match self.answer(method, params) {
                    Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
                    Err((code, why)) => refusal(id, code, &why),
                };
                let mut messages = vec![answer];
                messages.append(&mut self.late);
                messages
            }
            (None, Some(method)) => self.note(method, params),
            // Answers to questions that were never asked.
            (Some(_), None) if message.get("result").or(message.get("error")).is_some() => Vec::new(),
            (id, None) => {
                vec![refusal(id.unwrap_or(&Value::Null), NO_REQUEST, "this is neither a request nor a notification")]
            }
        }
    }

    /// What to say to a request that the client wants no more.
    pub(crate) fn withdraw(heard: &Heard) -> Option<Value> {
        let Heard::Json(message) = heard else { return None };
        message.get("id").map(|id| refusal(id, WITHDRAWN, "the request was withdrawn"))
    }

    /// What to say where answering a message fell over.
    pub(crate) fn apologise(heard: &Heard) -> Option<Value> {
        let Heard::Json(message) = heard else { return None };
        message.get("id").map(|id| refusal(id, INTERNAL, "guiju has a fault: please report it"))
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refused> {
        match (self.phase, method) {
            (Phase::Before, "initialize") => Ok(self.begin(&params)),
            (Phase::Before, _) => Err((NOT_BEGUN, "`initialize` comes first".to_owned())),
            (Phase::Running, "shutdown") => {
                (self.phase, self.was_polite) = (Phase::Leaving, true);
                Ok(Value::Null)
            }
            (Phase::Leaving | Phase::Gone, _) => Err((NO_REQUEST, "nothing is answered after `shutdown`".to_owned())),
            (Phase::Running, "initialize") => Err((NO_REQUEST, "`initialize` comes once".to_owned())),
            (Phase::Running, "textDocument/hover" | "textDocument/completion" | "textDocument/definition") => {
                let TextDocumentPositionParams { text_document, position } = read(params)?;
                self.look(method, &text_document.uri.0, position)
            }
            (Phase::Running, "textDocument/documentSymbol" | "textDocument/inlayHint") => {
                let DocumentSymbolParams { text_document, .. } = read(params)?;
                self.look(method, &text_document.uri.0, Position::default())
            }
            (Phase::Running, "textDocument/codeAction") => self.actions(&params),
            (Phase::Running, method) => Err((NO_METHOD, format!("`{method}` is not known here"))),
        }
    }

    /// Reads as little of what the client says of itself as is needed, for an editor may say anything.
    fn begin(&mut self, params: &Value) -> Value {
        self.phase = Phase::Running;
        self.tongues.editor = params.get("locale").and_then(Value::as_str).and_then(Locale::from_tag);
        let offered = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        if offered.is_some_and(|offered| offered.iter().any(|unit| unit == "utf-8")) {
            self.units = Units::Utf8;
        }
        let changes = params.pointer("/capabilities/workspace/workspaceEdit/documentChanges");
        self.takes_versions = changes.and_then(Value::as_bool).unwrap_or_default();
        json!({
            "capabilities": {
                "positionEncoding": self.units.kind(),
                "textDocumentSync": { "openClose": true, "change": 2, "save": true },
                "hoverProvider": true,
                "completionProvider": { "triggerCharacters": ["[", ".", "\"", "/", "#"] },
                "definitionProvider": true,
                "documentSymbolProvider": true,
                "inlayHintProvider": true,
                "codeActionProvider": { "codeActionKinds": [QUICK, ALL] },
            },
            "serverInfo": { "name": "guiju", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn note(&mut self, method: &str, params: Value) -> Vec<Value> {
        if method == "exit" {
            self.phase = Phase::Gone;
        }
        if self.phase != Phase::Running {
            return Vec::new();
        }
        // A notification that cannot be read gets no answer, by the protocol.
        match method {
            "textDocument/didOpen" => {
                let Ok(DidOpenTextDocumentParams { text_document: opened }) = read(params) else { return Vec::new() };
                self.documents.open(opened.uri.0, opened.version, opened.text);
            }
            "textDocument/didChange" => {
                let Ok(DidChangeTextDocumentParams { text_document: changed, content_changes }) = read(params) else {
                    return Vec::new();
                };
                self.documents.change(
                    &changed.text_document_identifier.uri.0,
                    changed.version,
                    content_changes,
                    self.units,
                );
            }
            "textDocument/didClose" => {
                let Ok(DidCloseTextDocumentParams { text_document: closed }) = read(params) else { return Vec::new() };
                self.documents.close(&closed.uri.0);
                return self.forget();
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {}
            _ => return Vec::new(),
        }
        // A text that changes in an editor makes no file come or go.
        if method != "textDocument/didChange" {
            self.projects.clear();
        }
        self.due = self.subjects();
        Vec::new()
    }

    /// All that the open texts belong to.
    fn subjects(&self) -> BTreeSet<Subject> {
        self.documents.paths().filter_map(|path| self.world.subject(path)).collect()
    }

    /// Takes back what was told of what is no longer open.
    fn forget(&mut self) -> Vec<Value> {
        let left = self.subjects();
        let mut messages = Vec::new();
        for gone in self.told.others(&left) {
            self.known.remove(&gone);
            self.found.remove(&gone);
            messages.extend(self.tell(&gone, BTreeMap::new()));
        }
        self.due = left;
        messages
    }

    /// Whether something is to be judged.
    pub(crate) fn is_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// Judges one of the subjects that are due, and gives what there is to say of it; none where nothing is due.
    pub(crate) fn settle(&mut self) -> Option<Vec<Value>> {
        let subject = self.due.pop_first()?;
        Some(self.judge(&subject))
    }

    /// Judges a subject, and gives what there is to say of it.
    pub(super) fn judge(&mut self, subject: &Subject) -> Vec<Value> {
        self.due.remove(subject);
        let unsaved = self.documents.unsaved();
        let own = subject.own();
        let (known, found) = match subject {
            Subject::Project(manifest) => match self.world.judge(manifest, &unsaved) {
                Ok(judged) => {
                    let verdicts = judged.report.items.iter().map(|item| (item.id.clone(), item.verdict)).collect();
                    let locale = judged.report.locale;
                    (Some(Known { rulebook: judged.rulebook, verdicts, locale }), judged.report.findings)
                }
                Err(error) => (None, findings(&error, &own)),
            },
            Subject::Pack(folder) => match self.world.pack(folder, &unsaved) {
                Ok(rulebook) => (Some(Known { rulebook, verdicts: BTreeMap::new(), locale: None }), Vec::new()),
                Err(error) => (None, findings(&error, &own)),
            },
        };
        if let Some(known) = known {
            self.known.insert(subject.clone(), known);
        }
        let diagnostics = self.teller(subject).tell(&found, &own);
        self.found.insert(subject.clone(), found);
        self.tell(subject, diagnostics)
    }

    fn tell(&mut self, subject: &Subject, new: BTreeMap<PathBuf, Vec<gen_lsp_types::Diagnostic>>) -> Vec<Value> {
        let changed = self.told.replace(subject, new, &self.documents);
        let told = changed.iter().filter_map(|path| self.told.at(path, &self.documents));
        let method = "textDocument/publishDiagnostics";
        told.map(|params| json!({ "jsonrpc": "2.0", "method": method, "params": params })).collect()
    }

    /// How findings of a subject are told: in the language of the command line or the editor, else the project's, else the environment's.
    pub(super) fn teller(&self, subject: &Subject) -> Teller<'_> {
        let Tongues { asked, editor, usual } = self.tongues;
        let own = self.known.get(subject).and_then(|known| known.locale);
        let locale = asked.or(editor).or(own).unwrap_or(usual);
        Teller { documents: &self.documents, units: self.units, locale }
    }
}

/// What a message brings along, as what it should be.
pub(super) fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|error| (WRONG_PARAMS, error.to_string()))
}

fn refusal(id: &Value, code: i32, why: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } })
}
