#!/usr/bin/env python3
"""What the formats of `guiju check` cost: see docs/performance.md. How it is measured is said in `speed.py`.

What a format costs is what a run costs more that writes it to a file as well. So `plain`, which goes to standard output in each run, is
measured as the others are. "All formats together" are the twelve of which something is promised; that row has no format for auditors in
it, and a row below it has all seventeen.
"""

import argparse
import ctypes
import sys
import tempfile
from pathlib import Path

import data
from speed import CHECK, PR_SET_CHILD_SUBREAPER, RULES, Report, build, in_turn, memory, mib, ms, pairs, run, spread

FORMATS = "plain pretty narrated json ndjson github gitlab junit rdjson markdown sarif sarif-audit".split()
# Those for auditors: each describes the items, whatever was found.
AUDIT = "oscal cyclonedx intoto soa soa-csv".split()
FINDINGS = 100_000
# How many manifests of 48 answers; how many small ones, few and many.
MANIFESTS, FEW, MANY = 1000, 10_000, 100_000
# How many times as often a run is made that takes milliseconds.
SHORT = 8


def findings(folder):
    """Two projects with so many findings: a key a line that nobody knows, and all of them on one line."""
    head = data.manifest("ferry-times", {})
    keys = [f"key-{at} = {at}" for at in range(FINDINGS)]
    data.write(folder / "lines" / "governance.toml", "\n".join(keys) + "\n" + head)
    project = head.split("[project]\n")[1].strip().replace("\n", ", ")
    data.write(folder / "line" / "governance.toml", f"schema = 1\nproject = {{ {project}, {', '.join(keys)} }}\n")


def output(format, scratch):
    return ["--output", f"{format}={scratch / format}"]


def measure_findings(guiju, folder, scratch, runs, report):
    """Each format by itself, on 100,000 findings."""
    for shape, what in [("lines", f"{FINDINGS:,} findings, a line each"), ("line", "the same on one line")]:
        check = [guiju, *CHECK, shape]
        formats = [*FORMATS, *AUDIT]
        commands = [check, *([*check, *output(format, scratch)] for format in formats)]
        alone, *written = in_turn(commands, folder, scratch, runs)
        for format, column in zip(formats, written, strict=True):
            more = pairs(column, alone, lambda one, other: one - other)
            report.row(f"{what}: `{format}`", ms(more[0]), "", spread(more, ms), "1 s", more[0] <= 1)


def measure_together(check, what, folder, scratch, runs, report):
    """All formats against the check that they tell of; then those for auditors as well, of which nothing is promised."""
    sets = [FORMATS, [*FORMATS, *AUDIT]]
    outputs = [[word for format in formats for word in output(format, scratch)] for formats in sets]
    alone, *together = in_turn([check, *([*check, *words] for words in outputs)], folder, scratch, runs)
    own = sum(one.cpu for one in alone) / len(alone)
    for formats, column in zip(sets, together, strict=True):
        share = pairs(column, alone, lambda one, other: one / other - 1)
        is_promised = formats is FORMATS
        report.row(
            f"All {len(formats)} formats of {what}, against the check: CPU",
            ms(share[0] * own),
            ms(own),
            spread(share, lambda value: f"{value:.2f}×"),
            "1×" if is_promised else "",
            share[0] <= 1 if is_promised else None,
        )


def measure_memory(guiju, folder, scratch, report):
    """The peak of memory, of few small manifests and of many."""
    for format in ("ndjson", "plain", "json"):
        check = [guiju, *(format if word == "plain" else word for word in CHECK)]
        few, many = (run([*check, f"small-{count}"], folder, scratch) for count in (FEW, MANY))
        more = memory([many]) - memory([few])
        report.row(
            f"`{format}`, {MANY:,} manifests against {FEW:,}: memory",
            mib(memory([many])),
            mib(memory([few])),
            f"{mib(more)} more",
            "6 MiB more",
            more <= 6 * 2**20,
        )


def main():
    parser = argparse.ArgumentParser(description="measures what the formats of `guiju check` cost")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each command (5)")
    parser.add_argument("--guiju", type=Path, metavar="PATH", help="measure this program instead of building one")
    parser.add_argument("--only", choices=["findings", "together", "memory"], action="append")
    options = parser.parse_args()
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("formats: this kernel does not let a process adopt orphans")
    guiju = options.guiju.resolve() if options.guiju else build("bin", "guiju")
    wanted = options.only or ["findings", "together", "memory"]
    with tempfile.TemporaryDirectory(prefix="guiju-formats-") as made:
        folder, scratch = Path(made) / "data", Path(made) / "out"
        scratch.mkdir()
        report = Report()
        if "findings" in wanted:
            findings(folder)
            measure_findings(guiju, folder, scratch, options.runs, report)
        if "together" in wanted:
            check = [guiju, *CHECK, "--quiet"]
            data.one(folder / "one", RULES)
            measure_together(check, "one project", folder / "one", scratch, SHORT * options.runs, report)
            data.many(folder / "many", RULES, MANIFESTS)
            measure_together([*check, "many"], f"{MANIFESTS:,} manifests", folder, scratch, options.runs, report)
        if "memory" in wanted:
            for count in (FEW, MANY):
                data.small(folder / f"small-{count}", count)
            measure_memory(guiju, folder, scratch, report)
    sys.exit(1 if report.missed else 0)


if __name__ == "__main__":
    main()
