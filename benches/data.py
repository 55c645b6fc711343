"""The data that `speed.py` measures on: the same bytes on every machine. It runs nothing.

The evidence of data sets 1 and 2 is that of the embedded pack's own good cases, so it is what the checks ask for, in both languages.
"""

import json
import random
import re
import tomllib
from datetime import date

from prose import block, prose, words

SEED = 20261123
REVIEWED = date(2026, 11, 1)

# --- files ---


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def toml_value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, date)):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return "{ " + ", ".join(f"{key} = {toml_value(inner)}" for key, inner in value.items()) + " }"


def table(name, fields):
    return f"[{name}]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in fields.items()) + "\n"


def manifest(name, answers, pack=None, **project):
    fields = (
        {
            "name": name,
            "description": "Suggests a triage category to a nurse",
            "owner": "Clinical safety lead",
            "contact": "safety@clinic.example",
            "version": "2.3.0",
            "stage": "production",
            "impact": "high",
            "traits": [],
            "regions": ["KE"],
            "languages": ["en", "zh-Hans"],
        }
        | project
        | {"assessed": REVIEWED}
    )
    parts = ["schema = 1\n\n", table("project", fields)]
    if pack:
        parts.append(table("assessment", {"packs": [pack]}))
    parts.extend(table("answers." + item.replace("/", "."), answer) for item, answer in answers.items())
    return "".join(parts)


# --- the embedded pack's good cases ---


def items(rules):
    """The items of a pack, by id."""
    paths = sorted(rules.glob("*/*.toml"))
    return {f"{path.parent.name}/{path.stem}": tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def traits(rules):
    head = tomllib.loads((rules / "pack.toml").read_text(encoding="utf-8"))
    return [declared["id"] for declared in head["traits"]]


def claim(case):
    return {"status": "met"} | case["answer"] | {"reviewed": REVIEWED}


def moved(case, folder):
    """The case with its files in a folder of their own."""

    def move(cited):
        return cited | {"path": f"{folder}/{cited['path']}"} if isinstance(cited, dict) else f"{folder}/{cited}"

    files = {f"{folder}/{path}": text for path, text in case["files"].items()}
    return case | {
        "files": files,
        "answer": case["answer"] | {"evidence": [move(cited) for cited in case["answer"]["evidence"]]},
    }


def fits(case):
    """Whether a case holds for a project in production with files only."""
    cited = case["answer"].get("evidence", [])
    stage = case.get("project", {}).get("stage", "production")
    return (
        cited
        and stage in ("pilot", "production")
        and all(isinstance(one, str) and "*" not in one and "://" not in one for one in cited)
    )


def settle(case, files, name):
    """Adds a case's files; where a name is taken, under a folder."""
    if any(files.get(path, text) != text for path, text in case["files"].items()):
        case = moved(case, name)
    files.update(case["files"])
    return case


# --- data set 1: one project ---

EVIDENCE_FILES = 40


def one(folder, rules):
    """Every item of the embedded pack answered, with forty files of about 2 to 6 KB."""
    rng = random.Random(SEED + 1)
    known, answers, files = items(rules), {}, {}
    for at, (item, read) in enumerate(known.items()):
        cases = [case for case in read.get("good", []) if fits(case)]
        if cases:
            case = settle(cases[at % len(cases)], files, item.split("/")[1])
            answers[item] = claim(case)
    carriers = [item for item in answers if any("md" in glob for glob in known[item]["evidence"].get("accept", []))]
    while len(files) < EVIDENCE_FILES:
        path = f"docs/minutes-{len(files):02}.md"
        files[path] = ""
        answers[rng.choice(carriers)]["evidence"].append(path)
    files = bound(files, answers)
    for path, text in files.items():
        if path.endswith(".md"):
            wanted = rng.randrange(2000, 6000) - len(text.encode())
            text = text + "\n" + prose(rng, wanted, ["en", "zh"]) if text else prose(rng, wanted, ["en", "zh"])
        write(folder / path, text)
    write(folder / "governance.toml", manifest("one", answers, traits=traits(rules), regions=["KE", "BR", "DE"]))
    return {"answers": len(answers), "files": len(files)}


def bound(files, answers):
    """The files bound into forty, as a team would keep them: pages stand together in handbooks."""
    pages = lambda cited: cited.split("#")[0] if isinstance(cited, str) else cited["path"]
    loose = [path for path in files if path.endswith(".md")]
    while len(files) > EVIDENCE_FILES and len(loose) > 1:
        one, other = loose.pop(0), loose.pop(0)
        page = f"docs/handbook-{len(files):02}.md"
        files[page] = f"{files.pop(one)}\n\n{files.pop(other)}"
        loose.append(page)
        for answer in answers.values():
            answer["evidence"] = [
                cited.replace(pages(cited), page) if isinstance(cited, str) and pages(cited) in (one, other) else cited
                for cited in answer["evidence"]
            ]
    return files


# --- data set 1b: one project, a pack in a folder ---

THEMES = [
    tuple(pair.split("="))
    for pair in words(
        "oversight=监督; rollback=回退; privacy=隐私; testing=测试; monitoring=监测; training=培训; access=访问; "
        "complaints=投诉; incidents=事件; licences=许可; suppliers=供应商; language=语言; labelling=标注; "
        "storage=存储; energy=能耗; children=未成年人"
    )
]
ASPECTS = [("duties", "职责"), ("limits", "限制"), ("records", "记录"), ("figures", "数据")]

PACK = """schema = 1
id = "{id}"
version = "1.0.0"
title = {{ en = "Measured", zh = "测速用" }}
source = {{ title = {{ en = "None", zh = "无" }}, published = 2026-01-01 }}
max-waiver-days = 365

[[levels]]
rank = 1
id = "foundation"
title = {{ en = "Foundation", zh = "基础" }}

[[principles]]
id = "measured"
title = {{ en = "Measured", zh = "测速" }}
summary = {{ en = "What the clock sees", zh = "计时所见" }}

[[clauses]]
id = "1.1"
principle = "measured"
kind = "duty"
reach = "direct"
gloss = {{ en = "Be quick", zh = "要快" }}
"""

ITEM = """title = {{ en = "{en}", zh = "{zh}" }}
clauses = ["1.1"]
requirement = "required"
level = 1
fresh-days = 365
question = {{ en = "Is it written down?", zh = "是否写明？" }}
guidance = {{ en = "Write it down.", zh = "请写明。" }}
evidence = {{ accept = [{accept}] }}

{checks}
"""


def pack(folder):
    """Sixty-four items in a folder's pack, each with one to three checks; forty files carry them."""
    rng = random.Random(SEED + 2)
    write(folder / "pack/pack.toml", PACK.format(id="measured"))
    answers, files = {}, {}
    for at in range(len(THEMES) * len(ASPECTS)):
        (theme, zh_theme), (aspect, zh_aspect) = THEMES[at // len(ASPECTS)], ASPECTS[at % len(ASPECTS)]
        item = f"measured/{theme}-{aspect}"
        heading = f"(?i-u:\\b{theme} (and )?{aspect}\\b)|{zh_theme}(的)?{zh_aspect}"
        checks = [f"[[checks]]\nsection = {{ heading = '{heading}', min-words = 40 }}\n"]
        file = f"docs/{theme}-{'a' if at % 4 < 2 else 'b'}.md"
        evidence = [file]
        if at % 4 == 1:
            checks.append(
                f"[[checks]]\ntext = {{ must = '(?i-u:\\b({theme}|owner)\\b)|{zh_theme}', must-not = '(?i-u:\\bTBD\\b)|待定' }}\n"
            )
        if at % 8 == 3:
            data = f"evals/{theme}.json"
            files[data] = json.dumps(
                {"groups": [{"name": f"g{n}", "gap": rng.randrange(90) / 1000} for n in range(60)]}, indent=1
            )
            evidence.append(data)
            checks.append('[[checks]]\nvalue = { in = "**/*.json", path = "$.groups[*].gap", at-most = 0.10 }\n')
        chinese = at % 2 == 1
        title = f"{zh_theme}的{zh_aspect}" if chinese else f"{theme} and {aspect}"
        body = "".join(block(rng, "zh" if chinese else "en") + "\n" for _ in range(6))
        files[file] = files.get(file, "") + f"## {title}\n\n{'负责人' if chinese else 'The owner'}：{title}。\n\n{body}"
        accept = '"**/*.md", "**/*.json"'
        text = ITEM.format(en=f"{theme} {aspect}", zh=f"{zh_theme}{zh_aspect}", accept=accept, checks="\n".join(checks))
        write(folder / f"pack/{item}.toml", text)
        answers[item] = {
            "status": "met",
            "statement": "The page says who does what, and when.",
            "evidence": evidence,
            "reviewed": REVIEWED,
        }
    for path, text in files.items():
        write(folder / path, text)
    write(folder / "governance.toml", manifest("pack", answers, pack="./pack"))
    return {"answers": len(answers), "files": len(files)}


# --- data set 2: many projects ---

GROUP = 250


# How many items a manifest answers, and how many of these it claims with evidence of its own.
ANSWERS, CLAIMS = 48, 8


def many(folder, rules, count, own_words=True):
    """Small projects, a folder each, 250 folders to a group. Each answers 48 items: up to eight are met and cite
    small files, the others are admitted gaps with a plan, or do not apply. With `own_words`, each project's pages name the project,
    so that hardly a text stands in two of them."""
    rng = random.Random(SEED + 3)
    known = items(rules)
    asked = {
        item: set(re.findall(r"'([a-z-]+)' in project\.traits", read.get("applies", "")))
        for item, read in known.items()
    }
    always = [item for item, read in known.items() if "applies" not in read]
    choices = sorted({word for words in asked.values() for word in words})
    written = 0
    for at in range(count):
        wanted = rng.sample(choices, rng.randrange(3, 8))
        concerned = {item for item in known if item in always or asked[item] & set(wanted)}
        answers, files = {}, {}
        for item in sorted(rng.sample(sorted(known), ANSWERS)):
            cases = [case for case in known[item].get("good", []) if fits(case)]
            if item in concerned and cases and len(answers) < len(concerned) and claims(answers) < CLAIMS:
                answers[item] = claim(settle(rng.choice(cases), files, item.split("/")[1]))
            else:
                answers[item] = gap(rng) if item in concerned else aside()
        home = folder / f"g{at // GROUP:03}/p{at:05}"
        for path, text in files.items():
            named = f"{text}\n\nThese pages are kept by the team of project {at}.\n"
            write(home / path, named if own_words and path.endswith(".md") else text)
        stage = {"stage": rng.choice(["development", "pilot", "production"]), "impact": rng.choice(["minimal", "limited"])}
        write(home / "governance.toml", manifest(f"project-{at}", answers, traits=wanted, **stage))
        written += len(files)
    return {"manifests": count, "files": written}


def small(folder, count):
    """Projects of one manifest with three answers and one page, a folder each, 250 folders to a group."""
    rng = random.Random(SEED + 4)
    page = "# Governance\n\n## Roles and responsibilities\n\nThe owner of project {at} may stop a release without asking anyone.\n"
    for at in range(count):
        home = folder / f"g{at // GROUP:03}/p{at:06}"
        claim = {"status": "met", "statement": "One person answers for it.", "evidence": ["page.md"], "reviewed": REVIEWED}
        answers = {"security/accountable-owner": claim, "people/purpose": gap(rng), "security/red-team": gap(rng)}
        write(home / "page.md", page.format(at=at))
        write(home / "governance.toml", manifest(f"project-{at}", answers, traits=["generative"]))
    return {"manifests": count, "files": count}


def claims(answers):
    return sum(answer["status"] == "met" for answer in answers.values())


def gap(rng):
    """A gap that is admitted, with a plan."""
    plan = {"action": "Write the page and have the board read it", "owner": "Product lead", "by": date(2027, 3, 31)}
    statement = "Some of it is written in the minutes; nobody has drawn it together yet."
    return {"status": rng.choice(["partial", "unmet"]), "statement": statement, "plan": plan}


def aside():
    return {"status": "not-applicable", "justification": "The system serves one clinic and makes nothing that others could use."}


# --- data set 3: much text ---

TEXT_FILES, TEXT_BYTES, PATTERNS = 2000, 20_000_000, 60
# Twenty that the prose is full of, and forty word pairs that it lacks: twenty of these are put into one file each.
FREQUENT = [
    tuple(pair.split("="))
    for pair in words(
        "night shift=夜班; release manager=发布负责人; error budget=误差预算; change log=变更日志; "
        "quality office=质量办公室; data steward=数据管理员; training data=训练数据; risk table=风险表; "
        "monthly review=月度会议; three years=保存三年; five working days=五个工作日; last audit=上次检查; "
        "second engineer=第二名工程师; log files=日志文件; every Monday=每周一; open questions=问题清单; "
        "human feedback=人工反馈; autumn trial=秋季试验; signs the sheet=旁边签字; regional team=地区小组"
    )
]
RARE_EN = words(
    "kill switch; red team; threat model; consent form; privacy notice; appeal route; data retention; "
    "drift alarm; impact assessment; escalation path; bias audit; model card; stop button; shadow mode; "
    "canary release; opt out; content credential; safety case; incident drill; access review"
)
RARE_ZH = words(
    "一键停用; 红队演练; 威胁建模; 知情同意; 隐私声明; 申诉渠道; 保留期限; 漂移告警; 影响评估; 上报路径; "
    "偏见审计; 模型卡片; 停止按钮; 影子模式; 灰度发布; 退出选项; 内容标识; 安全论证; 应急演习; 权限复核"
)


def patterns():
    """Sixty patterns, each in two languages: a third matches often, a third in one file, a third nowhere."""

    def pattern(en, zh):
        first, rest = en.split(" ", 1)
        return f"(?i-u:\\b{first}[- ]{rest}s?\\b)|{zh}"

    rare = [pattern(en, zh) for en, zh in zip(RARE_EN, RARE_ZH, strict=True)]
    nowhere = [pattern(f"{en} committee", f"{zh}委员会") for en, zh in zip(RARE_EN, RARE_ZH, strict=True)]
    return [pattern(en, zh) for en, zh in FREQUENT], rare, nowhere


def text(folder):
    """Two thousand files of 20 MB in all, and two packs of sixty `text` checks: `must`, and `must-not` where nothing matches."""
    rng = random.Random(SEED + 4)
    frequent, rare, nowhere = patterns()
    hidden = {
        page: (RARE_EN[at] if at % 2 else RARE_ZH[at])
        for at, page in enumerate(rng.sample(range(TEXT_FILES), len(rare)))
    }
    size = 0
    for at in range(TEXT_FILES):
        languages = [["en"], ["zh"], ["en", "zh"]][at % 3]
        page = prose(rng, TEXT_BYTES // TEXT_FILES - 220, languages, "##")
        if at in hidden:
            page += f"- {hidden[at]}\n"
        size += len(page.encode())
        write(folder / f"docs/{at // 100:02}/page-{at:04}.md", page)
    forbidden = [pattern.replace("committee", f"{word}") for word in ("panel", "board") for pattern in nowhere]
    for name, listed, key in [
        ("must", frequent + rare + nowhere, "must"),
        ("must-not", (nowhere + forbidden)[:PATTERNS], "must-not"),
    ]:
        write(folder / f"{name}/pack.toml", PACK.format(id=name))
        write(folder / f"{name}.patterns", "".join(pattern + "\n" for pattern in listed))
        answers = {}
        for at, pattern in enumerate(listed):
            item = f"measured/pattern-{at:02}"
            check = f"[[checks]]\ntext = {{ {key} = '{pattern}' }}\n"
            write(
                folder / f"{name}/{item}.toml",
                ITEM.format(en=f"Pattern {at}", zh=f"模式 {at}", accept='"docs/**/*.md"', checks=check),
            )
            answers[item] = {
                "status": "met",
                "statement": "The pages say so.",
                "evidence": ["docs/**/*.md"],
                "reviewed": REVIEWED,
            }
    # Both packs name their items alike: one manifest serves both, and the command line says by which to judge.
    write(folder / "governance.toml", manifest("text", answers, pack="./must"))
    return {"files": TEXT_FILES, "bytes": size, "patterns": PATTERNS}


# --- a repository that has no manifest yet ---

# What is read for its text, by how names end.
READ = ["md", "rst", "txt", "html", "json", "yaml", "yml", "toml"]


def repository(folder, files):
    """Code, pages below `docs` and data, as 14 to 3 to 3; hardly a heading is one that an item asks for."""
    rng = random.Random(SEED + 5)
    size = 0
    for at in range(files):
        kind, part = at % 20, at // 200
        if kind < 14:
            path = f"src/part_{part:03}/module_{at:05}.py"
            lines = [f"def step_{line}(value):\n    return value + {rng.randrange(1000)}\n" for line in range(40)]
            page = "\n".join(lines)
        elif kind < 17:
            path = f"docs/part-{part:03}/page-{at:05}.md"
            page = prose(rng, 3000, [["en"], ["zh"]][at % 2])
        else:
            path = f"data/part-{part:03}/record-{at:05}.json"
            page = json.dumps({"id": at, "values": [rng.random() for _ in range(60)]}, indent=1) + "\n"
        size += len(page.encode())
        write(folder / path, page)
    return {"files": files, "bytes": size}
