//! Claims with their evidence, as a project makes them, and counter claims, as guiju makes them: what was found against a claim.

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::locale::{Locale, text};
use crate::manifest::Answer;
use crate::render::standards::{Base, line, plain, tidy};
use crate::render::uri::{part, uri};
use crate::report::{EvidenceReport, ItemReport};
use crate::vocabulary::Verdict;

/// An item with its answer and what was found on it.
pub(super) struct Judged<'r> {
    pub(super) item: &'r ItemReport,
    pub(super) answer: Option<&'r Answer>,
    pub(super) found: Vec<&'r Finding>,
}

/// The claims of a project and their evidence, as they are written.
pub(super) struct Claims {
    /// The manifest: what the names of this project's parts begin with.
    manifest: String,
    base: Base,
    locale: Locale,
    claims: Vec<String>,
    evidence: Vec<String>,
}

impl Claims {
    pub(super) fn new(manifest: &str, base: Base, locale: Locale) -> Self {
        Self { manifest: uri(manifest).into_owned(), base, locale, claims: Vec::new(), evidence: Vec::new() }
    }

    /// What the claims are about.
    pub(super) fn target(&self) -> String {
        format!("project:{}", self.manifest)
    }

    /// The claims and the evidence, each as the inside of a list.
    pub(super) fn lists(self) -> (String, String) {
        (self.claims.join(","), self.evidence.join(","))
    }

    /// Notes what is claimed on an item and what stands against that, and gives what either is referred to by.
    pub(super) fn add(&mut self, judged: &Judged<'_>) -> [Option<String>; 2] {
        let against = self.against(judged);
        let claim = judged.answer.map(|answer| self.claim(judged, answer, &against));
        // Nobody claims what nobody answered, and an admitted gap needs no one to counter it.
        let is_countered = matches!(judged.item.verdict, Verdict::Overclaimed | Verdict::Stale) && !against.is_empty();
        let counter = is_countered.then(|| self.counter(judged, against));
        [claim, counter]
    }

    fn claim(&mut self, judged: &Judged<'_>, answer: &Answer, against: &[String]) -> String {
        let item = judged.item;
        let name = self.name("claim", &item.id);
        let evidence: Vec<_> = item.evidence.iter().enumerate().map(|(at, each)| self.cited(item, at, each)).collect();
        let status = item.status.map(|status| status.text().get(self.locale).to_owned());
        let said: Vec<_> = status.into_iter().chain(item.statement.as_deref().map(line)).collect();
        let links = item.evidence.iter().filter_map(|each| self.link(each));
        let value = json!({
            "bom-ref": name,
            "target": self.target(),
            "predicate": line(&said.join(self.locale.pick(": ", "："))),
            "reasoning": answer.justification.as_ref().map(|reason| line(&reason.value)),
            "evidence": evidence,
            "counterEvidence": against,
            "externalReferences": links.collect::<Vec<_>>(),
        });
        self.claims.push(format!("\n{}", tidy(value)));
        name
    }

    /// A counter claim: that the evidence does not carry the claim, or did so too long ago.
    fn counter(&mut self, judged: &Judged<'_>, against: Vec<String>) -> String {
        let item = judged.item;
        let name = self.name("counter-claim", &item.id);
        let said = judged.found.iter().map(|finding| line(finding.message.get(self.locale)));
        let value = json!({
            "bom-ref": name,
            "target": self.target(),
            "predicate": crate::meaning::verdict_meaning(item.verdict).get(self.locale),
            "reasoning": said.collect::<Vec<_>>().join(self.locale.pick("; ", "；")),
            "evidence": against,
        });
        self.claims.push(format!("\n{}", tidy(value)));
        name
    }

    /// A cited file or address as evidence.
    fn cited(&mut self, item: &ItemReport, at: usize, cited: &EvidenceReport) -> String {
        let name = format!("{}/{at}", self.name("evidence", &item.id));
        let href = cited.path.as_deref().map(|path| self.base.href(path, cited.anchor.as_deref()));
        let (shown, digest) = (line(&cited.cited), cited.sha256.as_deref().unwrap_or_default());
        let said = match (digest, cited.verified) {
            ("", true) => text!("{shown}, as the project cites it", "{shown}（项目的引用）"),
            ("", false) => {
                text!("{shown}, where nothing was found that was looked at", "{shown}（该处没有可查看的内容）")
            }
            (digest, _) => text!("{shown}, SHA-256 {digest}", "{shown}，SHA-256 为 {digest}"),
        };
        let value = json!({
            "bom-ref": name,
            "description": said.get(self.locale),
            "data": href.map(|href| json!([{ "name": shown, "contents": { "url": href } }])),
        });
        self.evidence.push(format!("\n{}", tidy(value)));
        name
    }

    /// What was found against the claim on an item, as evidence.
    fn against(&mut self, judged: &Judged<'_>) -> Vec<String> {
        let mut names = Vec::with_capacity(judged.found.len());
        for (at, finding) in judged.found.iter().enumerate() {
            let name = format!("{}/{at}", self.name("finding", &judged.item.id));
            let source = &finding.place.source;
            let position = source.position(finding.place.span.start);
            let place = format!("{}:{}:{}", line(source.name()), position.line, position.column);
            let value = json!({
                "bom-ref": name,
                "propertyName": finding.full_rule(),
                "description": plain(finding.message.get(self.locale)),
                "data": [{ "name": place, "contents": { "url": uri(source.name()) } }],
            });
            self.evidence.push(format!("\n{}", tidy(value)));
            names.push(name);
        }
        names
    }

    /// A cited file with its digest, for those that follow links.
    fn link(&self, cited: &EvidenceReport) -> Option<Value> {
        let (path, digest) = (cited.path.as_deref()?, cited.sha256.as_deref()?);
        let hashes = json!([{ "alg": "SHA-256", "content": digest }]);
        Some(json!({ "type": "evidence", "url": self.base.href(path, None), "hashes": hashes }))
    }

    fn name(&self, kind: &str, item: &str) -> String {
        format!("{kind}:{}#{}", self.manifest, part(item).replace("%2F", "/"))
    }
}
