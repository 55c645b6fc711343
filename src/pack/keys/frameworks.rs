//! The keys of `frameworks.toml`.

use crate::tree::reader::keys::{Key, Shape};
use crate::tree::reader::kinds::{AllLocalised, Each, Kebab, Localised, Plain, Word};
use crate::vocabulary::{Ground, Words};

pub(in crate::pack) const LISTED: Key<Each> =
    Key::optional("frameworks", Each::of(&FRAMEWORK), "The frameworks that items may touch", "条目可涉及的框架");
pub(in crate::pack) const PROVISIONS: Key<Each> =
    Key::optional("provisions", Each::of(&PROVISION), "Their provisions, in order", "各框架的条文，按顺序列出");

/// `frameworks.toml`.
pub(crate) const FRAMEWORKS: Shape = Shape::new("frameworks", ["the frameworks", "框架文件"], &[&LISTED, &PROVISIONS]);

pub(in crate::pack) const ID: Key<Kebab> = Key::needed(
    "id",
    Kebab,
    "The framework's id, in kebab-case, which a crosswalk names",
    "框架编号，小写短横线形式，`[crosswalk]` 中以此引用",
);
pub(in crate::pack) const TITLE: Key<Localised> = Key::needed("title", Localised, "Its name", "名称");
pub(in crate::pack) const ORIGIN: Key<Plain> =
    Key::needed("origin", Plain, "Where it comes from: a country, a union, a body", "出处：国家、联盟或机构");
pub(in crate::pack) const EDITION: Key<Plain> =
    Key::needed("edition", Plain, "Which text of it was looked at", "所依据的版本");
pub(in crate::pack) const NATURE: Key<Localised> =
    Key::needed("nature", Localised, "What kind of document it is", "文件的性质");
pub(in crate::pack) const SOURCE: Key<Localised> = Key::needed(
    "source",
    Localised,
    "Where it can be read, and how its provisions are numbered here",
    "从何处可查，条文在此如何编号",
);
pub(in crate::pack) const DOUBTS: Key<AllLocalised> =
    Key::optional("doubts", AllLocalised, "What is not certain about it", "尚不确定之处");
const FRAMEWORK: Shape =
    Shape::new("framework", ["a framework", "框架"], &[&ID, &TITLE, &ORIGIN, &EDITION, &NATURE, &SOURCE, &DOUBTS]);

pub(in crate::pack) const OF: Key<Plain> = Key::needed("framework", Plain, "The framework's id", "框架编号");
pub(in crate::pack) const PROVISION_ID: Key<Plain> =
    Key::needed("id", Plain, "The provision's number, as the framework writes it", "条文编号，照框架的写法");
pub(in crate::pack) const GLOSS: Key<Localised> =
    Key::needed("gloss", Localised, "What it asks, as a paraphrase of your own", "用自己的话转述的内容");
pub(in crate::pack) const BASIS: Key<Word<Ground>> =
    Key::needed("basis", Word(Ground::WORDS), "What the paraphrase rests on", "转述的依据");
const PROVISION: Shape = Shape::new("provision", ["a provision", "条文"], &[&OF, &PROVISION_ID, &GLOSS, &BASIS]);
