//! How a project came to where it stands: its manifest at the commits that touched it, each judged with the files of then, as of that day.

use jiff::civil::Date;

use crate::locale::Text;
use crate::report::{ProjectReport, Verdicts};

/// A project over the history of its manifest.
pub(crate) struct Past {
    /// Since when, as the reader asked.
    pub(crate) since: String,
    /// Whether that is a day as well as a revision, as which it was taken.
    pub(crate) is_both: bool,
    pub(crate) reach: Reach,
    /// How many commits were found; not all of them need be among the points.
    pub(crate) commits: usize,
    /// By day. The last one is the project as it is now.
    pub(crate) points: Vec<Point>,
}

/// How far back the history could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// As far as was asked.
    Whole,
    /// The clone is shallow: what lies behind its edge is not known.
    Shallow,
    /// There are more commits than are looked at.
    Long,
    /// There is no work tree, or no git.
    Nowhere,
}

/// The project at one commit.
pub(crate) struct Point {
    pub(crate) day: Date,
    /// None for the files as they are.
    pub(crate) commit: Option<Named>,
    pub(crate) standing: Standing,
}

/// A commit as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// In hexadecimal digits.
    pub(crate) name: String,
    pub(crate) subject: String,
}

/// How the project stood.
pub(crate) enum Standing {
    Judged(Sum),
    /// There was no manifest.
    Absent,
    /// It could not be judged, and why.
    Unjudged(Text),
}

/// What a report comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sum {
    pub(crate) declared: Option<f64>,
    pub(crate) verified: Option<f64>,
    pub(crate) attained: u8,
    pub(crate) verdicts: Verdicts,
}

impl Sum {
    pub(crate) fn of(report: &ProjectReport) -> Self {
        Self {
            declared: report.declared,
            verified: report.score,
            attained: report.level_attained,
            verdicts: report.verdicts,
        }
    }
}

impl Point {
    /// What the project came to, where it could be judged.
    pub(crate) fn sum(&self) -> Option<&Sum> {
        match &self.standing {
            Standing::Judged(sum) => Some(sum),
            Standing::Absent | Standing::Unjudged(_) => None,
        }
    }
}

/// At most so many of them, evenly chosen, the first and the last among them.
pub(crate) fn thinned<T>(all: Vec<T>, most: usize) -> Vec<T> {
    let (count, steps) = (all.len(), most.saturating_sub(1).max(1));
    if count <= most {
        return all;
    }
    let mut wanted = (0..most).map(|at| at * (count - 1) / steps).peekable();
    let chosen = all.into_iter().enumerate().filter(|(at, _)| wanted.next_if_eq(at).is_some());
    chosen.map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_stay_and_the_others_are_even() {
        assert_eq!(thinned((0..10).collect(), 10), (0..10).collect::<Vec<_>>());
        assert_eq!(thinned((0..11).collect(), 6), [0, 2, 4, 6, 8, 10]);
        for count in [61, 100, 999] {
            let chosen = thinned((0..count).collect(), 60);
            assert_eq!((chosen.len(), chosen.first(), chosen.last()), (60, Some(&0), Some(&(count - 1))));
        }
        assert_eq!(thinned(vec![1, 2, 3], 1), [1]);
    }
}
