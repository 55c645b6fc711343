#!/usr/bin/env python3
"""How fast `guiju` is, held against programs that do less: see docs/performance.md.

Commands run in turn, A B A B …, after one run of each that does not count, so that both see the same machine. What counts is the CPU
time (user and system) and the peak of resident memory that the kernel reports of each process; a ratio is the median of the ratios
pair by pair. Linux only, Python's standard library only.
"""

import argparse
import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import data

REPOSITORY = Path(__file__).resolve().parent.parent
RULES = REPOSITORY / "rules" / "four-principles"
CHECK = ["check", "--as-of", "2026-11-23", "--format", "plain", "--locale", "en", "--fail-on", "never"]
SETS = ["one", "pack", "many", "shared", "text", "repository"]
MANIFESTS, STEPS = 10_000, 4
# How many of those that share texts.
SHARED = 2500
# Those of a repository that has no manifest yet.
REPOSITORY_FILES = 20_000
PR_SET_CHILD_SUBREAPER = 36

# --- measuring ---


@dataclass
class Run:
    """One run: seconds of CPU and of wall time, bytes of memory, and how many cores all else on the machine kept busy meanwhile."""

    cpu: float
    wall: float
    memory: int
    others: float


def busy():
    """Seconds that the cores have worked since the machine started."""
    user, nice, system, _, _, *interrupts = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


# A process inherits the peak of memory of the one that started it, and Python's is large. So a small shell starts the command and ends;
# we adopt the orphan, which waits for that before it becomes the command.
LAUNCH = '{ read _; exec "$@" </dev/null; } <&"$GATE" >"$OUT" 2>"$ERR" & echo $!'


def run(command, folder, scratch):
    """Runs a command in a folder, its output going to files, and gives what it cost."""
    out, err = scratch / "out", scratch / "err"
    gate, opener = os.pipe()
    environment = os.environ | {"GATE": str(gate), "OUT": str(out), "ERR": str(err), "LC_ALL": "C.UTF-8"}
    launch = ["sh", "-c", LAUNCH, "sh", *map(str, command)]
    shell = subprocess.run(launch, cwd=folder, env=environment, stdout=subprocess.PIPE, pass_fds=[gate], check=True)
    before, start = busy(), time.perf_counter()
    os.write(opener, b"\n")
    _, status, usage = os.wait4(int(shell.stdout), 0)
    wall = time.perf_counter() - start
    os.close(gate)
    os.close(opener)
    code = os.waitstatus_to_exitcode(status)
    # rg says 1 where nothing matches.
    if code != 0 and not (code == 1 and Path(command[0]).name == "rg"):
        shown = " ".join(map(str, command))
        sys.exit(f"speed: `{shown}` ended with {code}: {err.read_text(errors='replace')[-500:]}")
    own = usage.ru_utime + usage.ru_stime
    return Run(own, wall, usage.ru_maxrss * 1024, max(0.0, busy() - before - own) / wall)


def in_turn(commands, folder, scratch, runs):
    """Runs each command once unseen, then all of them in turn, `runs` times. Gives a list of runs for each."""
    for command in commands:
        run(command, folder, scratch)
        # So that one sees what was measured: a project that is judged wholly, or one that is refused at once.
        said = [(scratch / name).read_text(errors="replace").strip().split("\n")[-1] for name in ("err", "out")]
        print(f"speed: {folder.name}: {Path(command[0]).name}: {said[0] or said[1]}", file=sys.stderr)
    rounds = [[run(command, folder, scratch) for command in commands] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def median(values):
    return statistics.median(list(values))


def cpu(column):
    return median(run.cpu for run in column)


def memory(column):
    return median(run.memory for run in column)


def pairs(ours, theirs, combine):
    """The median of what `combine` makes of the CPU time of each pair, and the quarter points around it."""
    each = sorted(combine(one.cpu, other.cpu) for one, other in zip(ours, theirs, strict=True))
    return median(each), each[len(each) // 4], each[(3 * len(each)) // 4]


# --- telling ---


class Report:
    """A Markdown table, a row at a time."""

    def __init__(self):
        self.missed = 0
        print("| what | guiju | held against | median of the pairs (middle half) | limit | |")
        print("| --- | --- | --- | --- | --- | --- |")

    def row(self, what, ours, theirs, found, limit=None, holds=None):
        verdict = "" if holds is None else "holds" if holds else "**missed**"
        self.missed += holds is False
        print(f"| {what} | {ours} | {theirs} | {found} | {limit or ''} | {verdict} |", flush=True)


def ms(seconds):
    if abs(seconds) >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.2f} ms" if abs(seconds) < 0.01 else f"{seconds * 1000:.1f} ms"


def mib(size):
    return f"{size / 2**20:.1f} MiB"


def spread(found, unit):
    return f"{unit(found[0])} ({unit(found[1])} to {unit(found[2])})"


def times(value):
    return f"{value:.2f}×"


# --- the three data sets ---


def measure_small(name, what, context, report):
    """One project against an empty process, and against `guiju --version`."""
    guiju, baseline = context.guiju, context.baseline
    commands = [[guiju, *CHECK], [baseline, "nothing"], [guiju, "--version"]]
    ours, empty, version = in_turn(commands, context.folder / name, context.scratch, context.runs * 4)
    found = pairs(ours, empty, lambda one, other: one - other)
    report.row(
        f"{what}: CPU over an empty process",
        ms(cpu(ours)),
        ms(cpu(empty)),
        spread(found, ms),
        "8 ms",
        found[0] <= 0.008,
    )
    more = memory(ours) - memory(empty)
    report.row(
        f"{what}: memory over an empty process",
        mib(memory(ours)),
        mib(memory(empty)),
        mib(more),
        "20 MiB",
        more <= 20 * 2**20,
    )
    if name == "one":
        found = pairs(version, empty, lambda one, other: one - other)
        report.row("`guiju --version`: CPU over an empty process", ms(cpu(version)), ms(cpu(empty)), spread(found, ms))


def measure_many(context, report):
    """Ten thousand manifests against reading them; then fewer, to see what grows."""
    guiju, folder, scratch = context.guiju, context.folder / "many", context.scratch
    check = [guiju, *CHECK]
    ours, theirs = in_turn([[*check, "."], [context.baseline, "read-toml", "."]], folder, scratch, context.runs)
    found = pairs(ours, theirs, lambda one, other: one / other)
    read = f"{ms(cpu(theirs))}, reading and parsing"
    report.row(f"{MANIFESTS:,} manifests: CPU", ms(cpu(ours)), read, spread(found, times), "2×", found[0] <= 2)
    groups = sorted(path.name for path in folder.iterdir() if path.is_dir())
    parts = [1, STEPS, STEPS * 4]
    counts = [MANIFESTS // part for part in parts]
    few = [[*check, *groups[: len(groups) // part]] for part in parts]
    fewer_runs = max(3, context.runs // 2)
    everything, quarter, sixteenth = in_turn(few, folder, scratch, fewer_runs)
    growth = pairs(everything, quarter, lambda one, other: one / other / STEPS)
    each = [ms(cpu(column) / count) for column, count in zip((everything, quarter), counts[:2], strict=True)]
    report.row(
        f"CPU a manifest, of {counts[0]:,} against of {counts[1]:,}",
        *each,
        spread(growth, times),
        "1.15×",
        growth[0] <= 1.15,
    )
    grown = memory(everything) - memory(quarter)
    what = f"Memory, {counts[0]:,} against {counts[1]:,} ({counts[2]:,}: {mib(memory(sixteenth))})"
    report.row(
        what, mib(memory(everything)), mib(memory(quarter)), f"{mib(grown)} more", "4 MiB more", grown <= 4 * 2**20
    )
    alone, together = in_turn([[*check, *jobs, "."] for jobs in (["--jobs", "1"], [])], folder, scratch, fewer_runs)
    tell_cores(alone, together, report)


def measure_shared(context, report):
    """Manifests whose evidence stands word for word in many projects, as forms and policies of one organisation do."""
    check = [[context.guiju, *CHECK, "."], [context.baseline, "read-toml", "."]]
    ours, theirs = in_turn(check, context.folder / "shared", context.scratch, context.runs)
    found = pairs(ours, theirs, lambda one, other: one / other)
    read = f"{ms(cpu(theirs))}, reading and parsing"
    report.row(f"{SHARED:,} manifests that share texts: CPU", ms(cpu(ours)), read, spread(found, times))


def tell_cores(alone, together, report):
    """How much sooner it is done with all cores. Nothing can be said of a machine that has other things to do."""
    cores = len(os.sched_getaffinity(0))
    faster = min(run.wall for run in alone) / min(run.wall for run in together)
    others = median(run.others for run in together)
    wall = [ms(median(run.wall for run in column)) for column in (together, alone)]
    holds = faster >= 1.6 if cores > 1 and others < 0.15 else None
    found = f"{faster:.2f} times as fast" + (
        f"; not judged, all else kept {others:.1f} cores busy" if holds is None else ""
    )
    report.row(f"Wall time, {cores} cores against `--jobs 1`", *wall, found, "1.6 times", holds)


def measure_text(context, report):
    """Sixty patterns over 20 MB, against ripgrep with the same patterns on the same files."""
    rg = shutil.which("rg")
    if rg is None:
        print("speed: no `rg` here (Debian: apt-get install ripgrep); these rows are left out", file=sys.stderr)
        return
    for name, what in [
        ("must", "a third found often, a third in one file, a third nowhere"),
        ("must-not", "none found"),
    ]:
        check, search = [context.guiju, *CHECK, "--pack", f"./{name}"], [rg, "-c", "-f", f"{name}.patterns", "docs"]
        ours, theirs = in_turn([check, search], context.folder / "text", context.scratch, context.runs * 2)
        found = pairs(ours, theirs, lambda one, other: one / other)
        what = f"20 MB of evidence, 60 `{name}` patterns, {what}: CPU"
        report.row(what, ms(cpu(ours)), f"{ms(cpu(theirs))}, `rg -c -f`", spread(found, times), "2×", found[0] <= 2)
        report.row("the same: memory", mib(memory(ours)), mib(memory(theirs)), "")


def measure_repository(context, report):
    """A repository that has no manifest yet, against ripgrep listing the same files and reading those that are text for people or data."""
    rg = shutil.which("rg")
    if rg is None:
        return
    look = [context.guiju, "init", "--dry-run", "--locale", "en"]
    globs = [f"--glob=*.{ending}" for ending in data.READ]
    read = [rg, "--hidden", "--fixed-strings", "--count", *globs, "no such words stand in any of these files"]
    ours, theirs = in_turn([look, read], context.folder / "repository", context.scratch, context.runs * 2)
    found = pairs(ours, theirs, lambda one, other: one / other)
    what = f"`init --dry-run` over {REPOSITORY_FILES:,} files: CPU"
    report.row(what, ms(cpu(ours)), f"{ms(cpu(theirs))}, `rg -c -F`", spread(found, times), "2×", found[0] <= 2)
    report.row("the same: memory", mib(memory(ours)), mib(memory(theirs)), "")


# --- making ready ---


def build(kind, name):
    """Builds one target with cargo as a release, and gives the path of the program."""
    command = ["cargo", "build", "--release", "--message-format", "json", f"--{kind}", name]
    built = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    messages = [json.loads(line) for line in built.stdout.splitlines()]
    for message in messages:
        target = message.get("target", {})
        if message.get("executable") and target["name"] == name and kind in target["kind"]:
            return Path(message["executable"])
    errors = [
        message["message"]["rendered"] for message in messages if message.get("message", {}).get("level") == "error"
    ]
    sys.exit(
        "speed: "
        + ("\n".join(errors) or f"cargo did not build {name}: run `{' '.join(command[:3])} --{kind} {name}` to see why")
    )


GENERATE = {
    "one": lambda folder: data.one(folder, RULES),
    "pack": data.pack,
    "many": lambda folder: data.many(folder, RULES, MANIFESTS),
    "shared": lambda folder: data.many(folder, RULES, SHARED, own_words=False),
    "text": data.text,
    "repository": lambda folder: data.repository(folder, REPOSITORY_FILES),
}


def generate(folder, names):
    """Writes each data set that does not stand there wholly."""
    for name in names:
        done = folder / f"{name}.json"
        if not done.exists():
            shutil.rmtree(folder / name, ignore_errors=True)
            done.write_text(json.dumps(GENERATE[name](folder / name)))
        print(f"speed: {name}: {done.read_text()}", file=sys.stderr)
        if name in ("many", "shared"):
            # So that the kernel has them all at hand, and no run pays for the first reading.
            for path in (folder / name).rglob("*.*"):
                path.is_file() and path.read_bytes()


@dataclass
class Context:
    """What every measurement needs."""

    guiju: Path
    baseline: Path
    folder: Path
    scratch: Path
    runs: int


def arguments():
    parser = argparse.ArgumentParser(description="measures how fast guiju is, as ratios to programs that do less")
    runs = "pairs of runs on the many manifests (11); what is quicker runs more often"
    parser.add_argument("--runs", type=int, default=11, metavar="N", help=runs)
    parser.add_argument("--only", choices=SETS, action="append", help="only this data set; may be given again")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep the data in this folder, and use what stands there"
    )
    parser.add_argument("--guiju", type=Path, metavar="PATH", help="measure this program instead of building one")
    return parser.parse_args()


def main():
    options = arguments()
    names = options.only or SETS
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("speed: this kernel does not let a process adopt orphans")
    guiju = options.guiju.resolve() if options.guiju else build("bin", "guiju")
    baseline = build("bench", "baseline")
    with tempfile.TemporaryDirectory(prefix="guiju-speed-") as scratch:
        folder = options.keep.resolve() if options.keep else Path(scratch) / "data"
        folder.mkdir(parents=True, exist_ok=True)
        generate(folder, names)
        context = Context(guiju, baseline, folder, Path(scratch), options.runs)
        report = Report()
        if "one" in names:
            measure_small("one", "One project, the embedded pack, 40 files", context, report)
        if "pack" in names:
            measure_small("pack", "One project, 64 items of a folder's pack, 40 files", context, report)
        if "many" in names:
            measure_many(context, report)
        if "shared" in names:
            measure_shared(context, report)
        if "text" in names:
            measure_text(context, report)
        if "repository" in names:
            measure_repository(context, report)
    sys.exit(1 if report.missed else 0)


if __name__ == "__main__":
    main()
