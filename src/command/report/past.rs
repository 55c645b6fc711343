//! The history of a project, out of git: the commits of its branch that touched its manifest, its waivers or its lock, each judged with the
//! files of then and as of its day. The day is that of the committer, in UTC: when it came to the branch, which an author does not set.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::command::git;
use crate::command::revision::{Commit, named, placed, usable};
use crate::dossier::{Named, Past, Point, Reach, Standing, Sum, thinned};
use crate::error::Error;
use crate::judge::Judge;
use crate::locale::{Locale, Text, text};
use crate::manifest::{LOCK, WAIVERS};
use crate::render::one_line;
use crate::report::ProjectReport;

/// How many commits are judged at most.
const MOST: usize = 60;
/// How many commits are looked at.
const LONGEST: usize = 10_000;
/// How many bytes git may say of them: some hundred of each.
const LISTING: u64 = 16 * 1024 * 1024;
/// How many columns of a subject are read.
const SUBJECT: usize = 120;

/// Where the history is read.
struct Tree<'t> {
    top: &'t Path,
    /// The manifest from there.
    inner: &'t str,
}

/// A commit and its day.
struct Listed {
    day: Date,
    commit: Named,
}

/// The history of a manifest since a revision, whose own state is the first, or since a day. It ends with the project as it is `now`.
///
/// # Errors
///
/// When `since` is neither a revision nor a day.
pub(super) fn past(
    since: &str,
    manifest: &Path,
    judge: &mut Judge,
    now: (Date, &ProjectReport),
) -> Result<Past, Error> {
    usable(since)?;
    let (today, report) = now;
    let mut past =
        Past { since: since.to_owned(), is_both: false, reach: Reach::Nowhere, commits: 0, points: Vec::new() };
    let Some((top, inner)) = placed(manifest)? else { return Ok(past) };
    let tree = Tree { top: &top, inner: &inner };
    let from = named(&top, since);
    past.is_both = from.is_some() && since.parse::<Date>().is_ok();
    let (mut listed, is_long) = tree.since(since, from.as_deref())?;
    listed.retain(|one| one.day <= today);
    past.reach = match (is_long, tree.is_shallow()) {
        (true, _) => Reach::Long,
        (false, true) => Reach::Shallow,
        (false, false) => Reach::Whole,
    };
    past.commits = listed.len();
    for Listed { day, commit } in thinned(listed, MOST) {
        judge.set_today(day);
        let standing = stood(&commit.name, manifest, judge);
        past.points.push(Point { day, commit: Some(commit), standing });
    }
    past.points.push(Point { day: today, commit: None, standing: Standing::Judged(Sum::of(report)) });
    Ok(past)
}

/// What is to be said beside the report of how whole its history is.
pub(super) fn note(past: &Past) -> Option<Text> {
    let (since, commits, shown) = (one_line(&past.since), past.commits, past.points.len().saturating_sub(1));
    match past.reach {
        Reach::Nowhere => Some(text!(
            "no history: the manifest lies in no git work tree that can be read, or there is no git",
            "没有历史：清单不在可读取的 git 工作区内，或没有安装 git"
        )),
        _ if commits == 0 => {
            Some(text!("no commit since `{since}` touched the manifest", "自 `{since}` 以来没有提交改动过清单"))
        }
        Reach::Shallow => Some(text!(
            "the clone is shallow, and the history may begin earlier than what is drawn",
            "这是浅克隆，历史可能早于所绘制的部分"
        )),
        Reach::Long => {
            Some(text!("only the latest {commits} commits were looked at", "只查看了最近的 {commits} 次提交"))
        }
        Reach::Whole => (commits > shown).then(|| {
            text!(
                "{shown} of {commits} commits are drawn, evenly chosen",
                "共 {commits} 次提交，均匀选取 {shown} 次绘制"
            )
        }),
    }
}

impl Tree<'_> {
    /// The commits since a revision, by the commit that it names, or since a day; in the order of their days, and whether there are more
    /// than are looked at. What names a revision is one, even where it could be a day.
    fn since(&self, since: &str, from: Option<&str>) -> Result<(Vec<Listed>, bool), Error> {
        if let Some(from) = from {
            let (mut listed, is_long) = self.listed(&[&format!("^{from}")])?;
            let (own, _) = self.commits(&["--max-count=1", from])?;
            listed.splice(..0, own);
            return Ok((by_day(listed), is_long));
        }
        let shown = one_line(since);
        let day: Date = since.parse().map_err(|_| {
            Error::Plain(text!(
                "`{shown}` is neither a git revision here nor a day; write --since v1.0 or --since 2026-01-31",
                "`{shown}` 既不是此处的 git 版本，也不是日期；请写成 --since v1.0 或 --since 2026-01-31"
            ))
        })?;
        let (mut listed, is_long) = self.listed(&[])?;
        listed.retain(|one| one.day >= day);
        Ok((by_day(listed), is_long))
    }

    /// The commits of the branch that touched the files of the manifest, the oldest first.
    fn listed(&self, without: &[&str]) -> Result<(Vec<Listed>, bool), Error> {
        if named(self.top, "HEAD").is_none() {
            return Ok((Vec::new(), false));
        }
        let folder = self.inner.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let paths = [self.inner.to_owned(), format!("{folder}{WAIVERS}"), format!("{folder}{LOCK}")];
        let paths = paths.map(|path| format!(":(top,literal){path}"));
        let most = format!("--max-count={}", LONGEST + 1);
        let mut args = vec![most.as_str(), "--reverse", "HEAD"];
        args.extend(without);
        args.push("--");
        args.extend(paths.iter().map(String::as_str));
        let (mut listed, _) = self.commits(&args)?;
        let is_long = listed.len() > LONGEST;
        if is_long {
            listed.remove(0);
        }
        Ok((listed, is_long))
    }

    /// What `git rev-list` says of commits: the name, the second and the subject of each, one a line. Unlike `git log`, it reads no
    /// settings that would run a program.
    fn commits(&self, args: &[&str]) -> Result<(Vec<Listed>, bool), Error> {
        let format = format!("--format=tformat:%H %ct %<({SUBJECT},trunc)%s");
        let fixed = ["rev-list", "--first-parent", "--encoding=UTF-8", &format];
        let (bytes, is_whole) = git::head(self.top, &[&fixed, args].concat(), LISTING).ok_or_else(unread)?;
        if !is_whole {
            return Err(unread());
        }
        let text = String::from_utf8_lossy(&bytes);
        Ok((text.lines().filter_map(listed).collect(), is_whole))
    }

    fn is_shallow(&self) -> bool {
        git::ask(self.top, &["rev-parse", "--is-shallow-repository"], 64).is_some_and(|told| told.starts_with(b"true"))
    }
}

fn unread() -> Error {
    Error::Plain(text!("git cannot list the commits of the manifest", "git 无法列出清单的提交"))
}

/// A commit from its line; none where that is git's own heading, or its day is none of the calendar.
fn listed(line: &str) -> Option<Listed> {
    let (name, rest) = line.split_once(' ')?;
    let (seconds, subject) = rest.split_once(' ')?;
    let day = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    let is_name = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then(|| Listed {
        day: Offset::UTC.to_datetime(day).date(),
        commit: Named { name: name.to_owned(), subject: subject.trim_end().to_owned() },
    })
}

/// In the order of their days: the clocks of those who commit need not agree.
fn by_day(mut listed: Vec<Listed>) -> Vec<Listed> {
    listed.sort_by_key(|one| one.day);
    listed
}

/// How the project stood at a commit.
fn stood(name: &str, manifest: &Path, judge: &Judge) -> Standing {
    let judged = Commit::open(name, manifest).and_then(|commit| {
        let manifests = commit.manifests();
        let Some((shown, inner)) = manifests.first() else { return Ok(None) };
        let judged = commit.judge(judge, shown, inner);
        commit.was_whole()?;
        judged.map(Some)
    });
    match judged {
        Ok(Some(judged)) => Standing::Judged(Sum::of(&judged.report)),
        Ok(None) => Standing::Absent,
        Err(error) => Standing::Unjudged(Text { en: error.text(Locale::En), zh: error.text(Locale::Zh) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_commit_or_nothing() {
        let name = "0123456789abcdef0123456789abcdef01234567";
        let one = listed(&format!("{name} 1767225600 Say <b>who</b>  asks   ")).unwrap();
        assert_eq!((one.day.to_string().as_str(), one.commit.subject.as_str()), ("2026-01-01", "Say <b>who</b>  asks"));
        assert_eq!(listed(&format!("{name} 0 ")).unwrap().commit.subject, "");
        for line in ["", &format!("commit {name}"), &format!("{name} soon x"), &format!("{name} 99999999999999 x")] {
            assert!(listed(line).is_none(), "{line}");
        }
    }
}
