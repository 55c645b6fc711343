//! The crosswalk as SARIF's taxonomies: a taxonomy a framework, a taxon a provision that a rule of the run touches. A relation is called
//! equal only where the pack says so and its author has read the provision; what nobody has read is marked wherever it is named.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::used::Used;
use super::wire::{Descriptor, Message};
use super::words::{self, cut, joined, plain, sentence};
use crate::locale::{Locale, Text, text};
use crate::pack::{Details, Framework, Item, Mapping, Provision};
use crate::render::crosswalk::disclaimer;
use crate::vocabulary::{Ground, Strength};

/// The taxonomies of a run, and where in them each provision stands.
pub(super) struct Taxonomies<'u> {
    components: Vec<Component<'u>>,
    /// The component, the taxon in it and whether it is unverified, by framework and provision.
    places: HashMap<(&'u str, &'u str), (usize, usize, bool)>,
    /// What each item touches.
    mappings: HashMap<&'u str, Vec<Mapping>>,
    locale: Locale,
}

struct Component<'u> {
    framework: &'u Framework,
    provisions: Vec<&'u Provision>,
}

impl<'u> Taxonomies<'u> {
    /// Those that the items of these rules touch.
    pub(super) fn new(used: &'u Used, locale: Locale) -> Self {
        let mut mappings: HashMap<&str, Vec<Mapping>> = HashMap::new();
        for item in used.rules.values().filter_map(|rule| used.item(rule)) {
            mappings
                .entry(&item.id)
                .or_insert_with(|| Details::of(item).0.map(|details| details.crosswalk).unwrap_or_default());
        }
        let of = |mapping: &'_ Mapping| (mapping.framework.value.clone(), mapping.provision.value.clone());
        let touched: HashSet<_> = mappings.values().flatten().map(of).collect();
        let mut components: Vec<Component<'u>> = Vec::new();
        let mut places = HashMap::new();
        let frameworks = used.rulebooks().flat_map(crate::pack::Rulebook::frameworks);
        for framework in frameworks.filter(|_| !touched.is_empty()) {
            let id = framework.id.value.as_str();
            for provision in &framework.provisions {
                let key = (id, provision.id.value.as_str());
                if !touched.contains(&(id.to_owned(), provision.id.value.clone())) || places.contains_key(&key) {
                    continue;
                }
                // Packs may share a framework, and each may know provisions that the other does not.
                let at = components.iter().position(|known| known.framework.id.value == id);
                let at = at.unwrap_or(components.len());
                if at == components.len() {
                    components.push(Component { framework, provisions: Vec::new() });
                }
                if let Some(component) = components.get_mut(at) {
                    places.insert(key, (at, component.provisions.len(), provision.ground == Ground::Recalled));
                    component.provisions.push(provision);
                }
            }
        }
        Self { components, places, mappings, locale }
    }

    /// `run.taxonomies`.
    pub(super) fn described(&self) -> Vec<Value> {
        self.components.iter().map(|component| self.component(component)).collect()
    }

    /// `tool.driver.supportedTaxonomies`.
    pub(super) fn supported(&self) -> Vec<Value> {
        (0..self.components.len()).filter_map(|at| self.reference(at)).collect()
    }

    /// How a rule of this item is related to provisions.
    pub(super) fn relationships(&self, item: &Item) -> Vec<Value> {
        let mappings = self.mappings.get(item.id.as_str()).into_iter().flatten();
        mappings.filter_map(|mapping| self.relationship(mapping)).collect()
    }

    fn relationship(&self, mapping: &Mapping) -> Option<Value> {
        let key = (mapping.framework.value.as_str(), mapping.provision.value.as_str());
        let &(component, taxon, is_unverified) = self.places.get(&key)?;
        let kinds = match mapping.strength {
            Strength::Equivalent if !is_unverified => ["equal"].as_slice(),
            Strength::Equivalent | Strength::Related => &["relevant"],
            // The item covers a part of the provision or the other way round: neither is known to hold the other. SARIF lets a tool
            // add a word of its own (section 3.53.3).
            Strength::Partial => &["relevant", "partial"],
        };
        let strength = mapping.strength.text();
        let told = match (self.locale, is_unverified) {
            (locale, false) => strength.get(locale).to_owned(),
            (Locale::En, true) => format!("{} (unverified)", strength.en),
            (Locale::Zh, true) => format!("{}（未核实）", strength.zh),
        };
        Some(json!({
            "target": {
                "id": plain(&mapping.provision.value),
                "index": taxon,
                "toolComponent": self.reference(component)?,
            },
            "kinds": kinds,
            "description": { "text": sentence(&told, self.locale) },
            "properties": { "strength": mapping.strength.word(), "unverified": is_unverified },
        }))
    }

    fn reference(&self, at: usize) -> Option<Value> {
        let name = plain(&self.components.get(at)?.framework.id.value);
        Some(json!({ "name": name, "index": at }))
    }

    fn component(&self, component: &Component<'_>) -> Value {
        let Component { framework, provisions } = component;
        let locale = self.locale;
        let say = |text: &Text| sentence(text.get(locale), locale);
        let mut full = vec![say(&framework.source)];
        full.extend(framework.doubts.iter().map(say));
        full.push(say(&disclaimer()));
        json!({
            "name": plain(&framework.id.value),
            "fullName": plain(framework.title.get(locale)),
            "organization": plain(&framework.origin),
            "version": plain(&framework.edition),
            "language": locale.tag(),
            "shortDescription": { "text": cut(say(&framework.nature)) },
            "fullDescription": { "text": joined(&full, locale) },
            "isComprehensive": false,
            "taxa": provisions.iter().map(|provision| self.taxon(provision)).collect::<Vec<_>>(),
            "properties": { "title": words::both(&framework.title) },
        })
    }

    fn taxon(&self, provision: &Provision) -> Descriptor {
        let is_unverified = provision.ground == Ground::Recalled;
        let Text { en, zh } = &provision.gloss;
        let unverified = is_unverified.then(|| text!("unverified: {en}", "未核实：{zh}"));
        let gloss = unverified.unwrap_or_else(|| provision.gloss.clone());
        let id = plain(&provision.id.value);
        Descriptor {
            name: id.clone(),
            id,
            short_description: Message { text: cut(sentence(gloss.get(self.locale), self.locale)) },
            full_description: None,
            help: None,
            default_configuration: None,
            properties: json!({
                "basis": provision.ground.word(),
                "unverified": is_unverified,
                "gloss": words::both(&provision.gloss),
            }),
            relationships: Vec::new(),
        }
    }
}
