//! What is asked of a place in a text, answered by what was last known of the project or pack that the text belongs to.

use std::collections::BTreeMap;

use gen_lsp_types::Position;
use serde_json::{Value, json};

use super::complete::complete;
use super::hover::hover;
use super::jump::{definition, hints, symbols};
use super::scene::{Project, Scene, shape_of};
use super::server::{INTERNAL, Known, Refused, Server, WRONG_PARAMS};
use super::{Subject, World};

impl<W: World> Server<W> {
    /// Answers what is asked of a place in a text, by what was last known of what the text belongs to.
    pub(super) fn look(&mut self, method: &str, uri: &str, position: Position) -> Result<Value, Refused> {
        let Some((path, document)) = self.documents.at(uri) else {
            return Err((WRONG_PARAMS, format!("`{uri}` is not open")));
        };
        let Some(subject) = self.world.subject(path) else { return Ok(Value::Null) };
        let Some(shape) = shape_of(path, &subject) else { return Ok(Value::Null) };
        let source = document.source.clone();
        self.know(&subject)?;
        let Some(known) = self.known.get(&subject) else { return Ok(Value::Null) };
        let project = match &subject {
            Subject::Project(manifest) => self.projects.get(manifest),
            Subject::Pack(_) => None,
        };
        let offset = self.units.offset(&source, position);
        let scene = Scene::new((&source, offset), known, self.teller(&subject), shape, project);
        Ok(match method {
            "textDocument/hover" => json!(hover(&scene)),
            "textDocument/completion" => json!(complete(&scene)),
            "textDocument/definition" => json!(definition(&scene)),
            "textDocument/inlayHint" => json!(hints(&scene)),
            _ => json!(symbols(&scene)),
        })
    }

    /// Makes sure that something is known of a subject: by judging it, or by what projects are judged by that name no packs.
    fn know(&mut self, subject: &Subject) -> Result<(), Refused> {
        if !self.known.contains_key(subject) {
            self.late = self.judge(subject);
        }
        if !self.known.contains_key(subject) {
            let rulebook =
                self.world.rulebook().map_err(|error| (INTERNAL, error.text(self.teller(subject).locale)))?;
            self.known.insert(subject.clone(), Known { rulebook, verdicts: BTreeMap::new(), locale: None });
        }
        if let Subject::Project(manifest) = subject
            && let Ok((files, folder)) = self.world.files(manifest, &self.documents.unsaved())
        {
            let walked = self.projects.remove(manifest).map(|project| project.walked).unwrap_or_default();
            self.projects.insert(manifest.clone(), Project { files, folder, walked });
        }
        Ok(())
    }
}
