//! Where the formats of a run go: standard output, files, the summary of a job. Each is fed as the run goes, and the files take their
//! places when all of them are whole. What a format looks like is for `render`.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::atomic::{Pending, append};
use super::terminal::{Terminal, is_person, variable};
use super::write;
use crate::args::Check;
use crate::error::Error;
use crate::finding::Finding;
use crate::judge::Judged;
use crate::locale::{Locale, text};
use crate::render::{Format, Piece, Sink, Style, Unjudged, markdown};
use crate::report::Survey;

/// What GitHub appends to the page of a job.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// A format and where it goes.
struct Output {
    sink: Sink,
    target: Target,
}

enum Target {
    Stdout,
    File(Pending),
    /// A file that others append to as well, and what is to be appended.
    Summary(PathBuf, String),
}

/// All formats of a run; standard output is the first.
pub(super) struct Outputs(Vec<Output>);

impl Outputs {
    /// Opens all that was asked for, so that what cannot be written is told before anything is judged.
    pub(super) fn open(check: &Check, terminal: &Terminal, today: Date, is_many: bool) -> Result<Self, Error> {
        let format = check.format.unwrap_or(if is_person() { Format::Pretty } else { Format::Plain });
        let sink = Sink::new(Style { format, view: terminal.view(check.quiet, today), is_many });
        let mut outputs = vec![Output { sink, target: Target::Stdout }];
        let view = terminal.file_view(check.quiet, today);
        let mut places: Vec<PathBuf> = Vec::new();
        for (format, path) in &check.outputs {
            let pending = Pending::open(path)?;
            if let Some(place) = pending.place() {
                let place = absolute(place);
                if places.contains(&place) {
                    let path = path.display();
                    return Err(Error::Plain(text!(
                        "two outputs are to be written to `{path}`; give each a file of its own",
                        "有两个输出要写入 `{path}`；请为每个输出各指定一个文件"
                    )));
                }
                places.push(place);
            }
            let sink = Sink::new(Style { format: *format, view, is_many });
            outputs.push(Output { sink, target: Target::File(pending) });
        }
        let summary = variable(SUMMARY);
        if !summary.is_empty() && outputs.iter().any(|output| output.sink.style().format == Format::Github) {
            let path = PathBuf::from(summary);
            append(&path, "")?;
            let taken = path.metadata().map_or(0, |old| usize::try_from(old.len()).unwrap_or(usize::MAX));
            let sink = Sink::markdown(
                Style { format: Format::Markdown, view, is_many },
                markdown::SUMMARY.saturating_sub(taken),
            );
            outputs.push(Output { sink, target: Target::Summary(path, String::new()) });
        }
        Ok(Self(outputs))
    }

    /// Whether one of them shows the details of a report.
    pub(super) fn show_details(&self) -> bool {
        self.0.iter().any(|output| output.sink.style().format.shows_details())
    }

    /// Whether one of them has room for more than a line a finding.
    pub(super) fn show_help(&self) -> bool {
        self.0.iter().any(|output| output.sink.style().format != Format::Plain)
    }

    /// What each of them looks like.
    pub(super) fn styles(&self) -> Vec<Style> {
        self.0.iter().map(|output| output.sink.style()).collect()
    }

    /// Writes what stands before the first project.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        self.0.iter_mut().try_for_each(|output| output.target.write(&output.sink.head()))
    }

    /// Writes the next project, of which this was made.
    pub(super) fn add(&mut self, pieces: Vec<Piece>, judged: &Judged, asked: Option<Locale>) -> Result<(), Error> {
        for (output, piece) in self.0.iter_mut().zip(pieces) {
            let locale = output.sink.style().view.of(&judged.report, asked).locale;
            output.target.write(&output.sink.join(piece, &judged.report.findings, locale))?;
            output.sink.note(judged, locale);
        }
        Ok(())
    }

    /// Writes that a manifest could not be judged, and why.
    pub(super) fn add_unjudged(&mut self, unjudged: &Unjudged, findings: &[Finding]) -> Result<(), Error> {
        self.0.iter_mut().try_for_each(|Output { sink, target }| {
            let style = sink.style();
            sink.note_unjudged(unjudged, findings);
            target.write(&sink.join(style.unjudged(unjudged, findings), findings, style.view.locale))
        })
    }

    /// Writes what stands after the last project, and puts all files in their places.
    pub(super) fn end(mut self, survey: &Survey) -> Result<(), Error> {
        for Output { sink, target } in &mut self.0 {
            let mut written = Ok(());
            sink.tail(survey, &mut |part| {
                if written.is_ok() {
                    written = target.write(part);
                }
            });
            written?;
        }
        // Until all of them are whole, none takes its place.
        for output in &mut self.0 {
            match &mut output.target {
                Target::Stdout => {}
                Target::File(pending) => pending.flush()?,
                Target::Summary(path, text) => append(path, text)?,
            }
        }
        self.0.into_iter().try_for_each(|output| match output.target {
            Target::File(pending) => pending.finish(),
            Target::Stdout | Target::Summary(..) => Ok(()),
        })
    }
}

impl Target {
    fn write(&mut self, text: &str) -> Result<(), Error> {
        match self {
            Self::Stdout if text.is_empty() => Ok(()),
            Self::Stdout => write(text),
            Self::File(pending) => pending.write(text),
            Self::Summary(_, so_far) => {
                so_far.push_str(text);
                Ok(())
            }
        }
    }
}

/// The path in one way of writing it, whether or not something stands there.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (parent.canonicalize(), path.file_name()) {
        (Ok(parent), Some(name)) => parent.join(name),
        _ => path.to_owned(),
    }
}
