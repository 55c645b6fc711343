//! stub
use super::terminal::Terminal; use crate::{error::Error, judge::Judge};
pub(super) fn run(_: &str, _: &Judge, _: &Terminal) -> Result<u8, Error> { Ok(0) }
