//! The crosswalk as SARIF's taxonomies: a taxonomy a framework, a taxon a provision that a rule of the run touches. A relation is called
//! equal only where the pack says so and its author has read the provision; what nobody has read is marked wherever it is named.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::used::Used;
use super::wire::{
    Descriptor, Each, Message, OfProvision, OfRelationship, OfTaxonomy, Reference, Relationship, Target, Taxonomy,
};
use super::words::{self, cut, joined, plain, sentence};
use crate::locale::{Locale, Text, text};
use crate::pack::{Framework, Item, Mapping, Provision};
use crate::render::crosswalk::disclaimer;
use crate::vocabulary::{Ground, Strength};

/// The taxonomies of a run, and where in them each provision stands.
pub(super) struct Taxonomies<'u> {
    components: Vec<Component<'u>>,
    /// The component, the taxon in it and whether it is unverified, by framework and provision.
    places: HashMap<(&'u str, &'u str), (usize, usize, bool)>,
    /// What is said of a relation, and of one to a provision that nobody has read.
    told: [(Strength, [String; 2]); 3],
    locale: Locale,
}

struct Component<'u> {
    framework: &'u Framework,
    provisions: Vec<&'u Provision>,
}

impl<'u> Taxonomies<'u> {
    /// Those that the items of these rules touch.
    pub(super) fn new(used: &'u Used, locale: Locale) -> Self {
        let items = used.rules.values().filter_map(|rule| used.item(rule));
        let touched: HashSet<_> = items
            .flat_map(|item| &item.notes.crosswalk)
            .map(|mapping| (mapping.framework.value.as_str(), mapping.provision.value.as_str()))
            .collect();
        let mut components: Vec<Component<'u>> = Vec::new();
        let mut places = HashMap::new();
        let frameworks = used.rulebooks().flat_map(crate::pack::Rulebook::frameworks);
        for framework in frameworks.filter(|_| !touched.is_empty()) {
            let id = framework.id.value.as_str();
            for provision in &framework.provisions {
                let key = (id, provision.id.value.as_str());
                if !touched.contains(&key) || places.contains_key(&key) {
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
        let told = [Strength::Equivalent, Strength::Partial, Strength::Related]
            .map(|strength| (strength, told(strength, locale)));
        Self { components, places, told, locale }
    }

    /// `run.taxonomies`.
    pub(super) fn described(&self) -> impl Iterator<Item = Taxonomy<'_, impl Serialize>> {
        self.components.iter().map(|component| self.component(component))
    }

    /// `tool.driver.supportedTaxonomies`.
    pub(super) fn supported(&self) -> Vec<Reference<'_>> {
        (0..self.components.len()).filter_map(|at| self.reference(at)).collect()
    }

    /// How a rule of this item is related to provisions.
    pub(super) fn relationships<'t>(&'t self, item: &'t Item) -> Vec<Relationship<'t>> {
        item.notes.crosswalk.iter().filter_map(|mapping| self.relationship(mapping)).collect()
    }

    fn relationship<'t>(&'t self, mapping: &'t Mapping) -> Option<Relationship<'t>> {
        let key = (mapping.framework.value.as_str(), mapping.provision.value.as_str());
        let &(component, taxon, is_unverified) = self.places.get(&key)?;
        let kinds: &[_] = match mapping.strength {
            Strength::Equivalent if !is_unverified => &["equal"],
            Strength::Equivalent | Strength::Related => &["relevant"],
            // The item covers a part of the provision or the other way round: neither is known to hold the other. SARIF lets a tool
            // add a word of its own (section 3.53.3).
            Strength::Partial => &["relevant", "partial"],
        };
        let (_, [verified, unverified]) = self.told.iter().find(|(strength, _)| *strength == mapping.strength)?;
        Some(Relationship {
            target: Target {
                id: plain(&mapping.provision.value),
                index: taxon,
                tool_component: self.reference(component)?,
            },
            kinds,
            description: Message { text: if is_unverified { unverified } else { verified }.into() },
            properties: OfRelationship { strength: mapping.strength.word(), unverified: is_unverified },
        })
    }

    fn reference(&self, at: usize) -> Option<Reference<'_>> {
        Some(Reference { name: plain(&self.components.get(at)?.framework.id.value), index: at })
    }

    fn component<'t>(&'t self, component: &'t Component<'_>) -> Taxonomy<'t, impl Serialize> {
        let Component { framework, provisions } = component;
        let locale = self.locale;
        let say = |text: &Text| sentence(text.get(locale), locale);
        let mut full = vec![say(&framework.source)];
        full.extend(framework.doubts.iter().map(say));
        full.push(say(&disclaimer()));
        Taxonomy {
            name: plain(&framework.id.value),
            full_name: plain(framework.title.get(locale)),
            organization: plain(&framework.origin),
            version: plain(&framework.edition),
            language: locale.tag(),
            short_description: Message { text: cut(say(&framework.nature)).into() },
            full_description: Message { text: joined(&full, locale).into() },
            is_comprehensive: false,
            taxa: Each(|| provisions.iter().map(|provision| self.taxon(provision))),
            properties: OfTaxonomy { title: words::both(&framework.title) },
        }
    }

    fn taxon<'t>(&self, provision: &'t Provision) -> Descriptor<'t, OfProvision<'t>> {
        let is_unverified = provision.ground == Ground::Recalled;
        let gloss = provision.gloss.get(self.locale);
        let told = if is_unverified {
            format!("{}{gloss}", self.locale.pick("unverified: ", "未核实："))
        } else {
            gloss.to_owned()
        };
        let id = plain(&provision.id.value);
        Descriptor {
            name: id.clone(),
            id,
            short_description: Message { text: cut(sentence(&told, self.locale)).into() },
            full_description: None,
            help: None,
            default_configuration: None,
            properties: OfProvision {
                basis: provision.ground.word(),
                unverified: is_unverified,
                gloss: words::both(&provision.gloss),
            },
            relationships: Vec::new(),
        }
    }
}

/// What is said of a relation of this strength, and of one to a provision that nobody has read.
fn told(strength: Strength, locale: Locale) -> [String; 2] {
    let Text { en, zh } = strength.text();
    let unverified = text!("{en} (unverified)", "{zh}（未核实）");
    [Text { en, zh }, unverified].map(|text| sentence(text.get(locale), locale))
}
