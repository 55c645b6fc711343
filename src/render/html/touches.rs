//! What an item serves and what else it touches: clauses of its own source, and provisions of other frameworks. It is no legal advice.

use super::markup::{Html, word};
use crate::locale::text;
use crate::pack::{Item, Rulebook};
use crate::render::about::{self, Touched, proxy, touched};
use crate::vocabulary::{Ground, Strength};

/// The clauses that the item serves.
pub(super) fn clauses(html: &mut Html, item: &Item, rulebook: &Rulebook) {
    let clauses = about::clauses(item, rulebook);
    if clauses.is_empty() {
        return;
    }
    html.said("h5", "", &text!("Serves these clauses", "落实的条款"));
    html.classed("ul", "clauses", |html| {
        for clause in clauses {
            html.tag("li", &[], |html| {
                html.tag("b", &[], |html| html.text(&clause.id));
                html.raw(" ");
                html.say(&clause.gloss);
                if proxy(clause).is_some() {
                    html.said("span", "proxy", &text!("stand-in", "替代"));
                }
            });
        }
    });
}

/// The provisions that it touches, the closest first, each framework by its id: the titles stand once, at the foot.
pub(super) fn touches(html: &mut Html, item: &Item, rulebook: &Rulebook) {
    let all = touched(&item.notes.crosswalk, rulebook);
    if all.is_empty() {
        return;
    }
    html.said("h5", "", &text!("Touches in other frameworks", "涉及的其他框架"));
    html.classed("dl", "crosswalk", |html| {
        for strength in [Strength::Equivalent, Strength::Partial, Strength::Related] {
            let own: Vec<_> = all.iter().filter(|touch| touch.mapping.strength == strength).collect();
            if own.is_empty() {
                continue;
            }
            html.said("dt", "", &word(&strength.text()));
            html.tag("dd", &[], |html| listed(html, &own));
        }
    });
}

/// Each framework with its provisions, as a line of text without an element in it: an item touches a dozen of them, and each element of a
/// page delays the answer to its reader.
fn listed(html: &mut Html, touches: &[&Touched<'_>]) {
    let id = |touch: &Touched<'_>| touch.mapping.framework.value.clone();
    for (place, own) in touches.chunk_by(|one, other| id(one) == id(other)).enumerate() {
        let Some(id) = own.first().map(|touch| id(touch)) else { continue };
        html.raw(if place == 0 { "" } else { " · " });
        html.text(&id);
        for (at, touch) in own.iter().enumerate() {
            html.raw(if at == 0 { ": " } else { ", " });
            html.text(&touch.mapping.provision.value);
            if touch.provision.is_some_and(|provision| provision.ground == Ground::Recalled) {
                html.say(&text!(" (unverified)", "（未经核实）"));
            }
        }
    }
}

/// The frameworks that items may touch, by their ids.
pub(super) fn frameworks(html: &mut Html, rulebook: &Rulebook) {
    if rulebook.frameworks().next().is_none() {
        return;
    }
    html.said("h2", "", &text!("The other frameworks", "其他框架"));
    html.classed("ul", "frameworks", |html| {
        for framework in rulebook.frameworks() {
            html.tag("li", &[], |html| {
                html.code(&framework.id.value);
                html.raw(" ");
                html.say(&framework.title);
                html.raw(" ");
                html.text(&framework.edition);
            });
        }
    });
}
