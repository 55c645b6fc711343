//! guiju 规矩 judges a project's AI-governance self-assessment.

mod expr;
mod finding;
mod locale;
mod source;
mod text;
mod tree;
