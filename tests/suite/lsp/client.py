"""An editor's side of the conversation, through pytest-lsp: what guiju says to a client that others wrote. GUIJU names the program."""

import asyncio
import json
import os
import pathlib
import time

import pytest
import pytest_lsp
from lsprotocol import types as t
from pytest_lsp import ClientServerConfig, LanguageClient

GUIJU = os.environ["GUIJU"]
PROJECT = """schema = 1

[project]
name = "ferry-times"
description = "Answers questions on ferry times"
owner = "Maria Okafor"
stage = "production"
impact = "limited"
assessed = 2026-11-01
"""
ANSWER = """
[answers.security.accountable-owner]
status = "met"
statement = "模型😀: Maria Okafor answers for the service."
evidence = ["GOVERNANCE.md#{anchor}"]
reviewed = 2026-10-12
"""
THIN = "# Governance\n\n## Roles and responsibilities\n\nTODO\n"
SOUND = pathlib.Path(__file__).with_name("governance.md").read_text(encoding="utf-8")


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[GUIJU, "lsp", "--as-of", "2026-11-23", "--stdio"]))
async def client(lsp_client: LanguageClient):
    params = t.InitializeParams(capabilities=t.ClientCapabilities(), locale="en")
    said = await lsp_client.initialize_session(params)
    assert said.capabilities.position_encoding == "utf-16"
    yield
    await lsp_client.shutdown_session()


def wrote(folder: pathlib.Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file.as_uri()


def opens(client: LanguageClient, uri: str, text: str, version: int = 1):
    item = t.TextDocumentItem(uri=uri, language_id="toml", version=version, text=text)
    client.text_document_did_open(t.DidOpenTextDocumentParams(text_document=item))


def becomes(client: LanguageClient, uri: str, text: str, version: int):
    client.text_document_did_change(
        t.DidChangeTextDocumentParams(
            text_document=t.VersionedTextDocumentIdentifier(uri=uri, version=version),
            content_changes=[t.TextDocumentContentChangeWholeDocument(text=text)],
        )
    )


async def told(client: LanguageClient, uri: str, wanted):
    """Waits until what was told of a file is as wanted."""
    for _ in range(200):
        diagnostics = client.diagnostics.get(uri)
        if diagnostics is not None and wanted(diagnostics):
            return diagnostics
        try:
            await asyncio.wait_for(client.wait_for_notification("textDocument/publishDiagnostics"), timeout=0.05)
        except asyncio.TimeoutError:
            pass
    raise AssertionError(f"{uri}: {client.diagnostics.get(uri)}")


def codes(diagnostics):
    return {diagnostic.code for diagnostic in diagnostics}


def place(text: str, needle: str, further: int = 0) -> t.Position:
    """Where a text stands, in units of UTF-16."""
    offset = text.index(needle) + further
    before = text[:offset].split("\n")
    return t.Position(line=len(before) - 1, character=len(before[-1].encode("utf-16-le")) // 2)


def at(uri: str, position: t.Position) -> dict:
    return {"text_document": t.TextDocumentIdentifier(uri=uri), "position": position}


OWNER = "security/accountable-owner"


@pytest.mark.asyncio
async def test_findings_follow_the_text_and_go_when_they_are_gone(client: LanguageClient, tmp_path):
    evidence = wrote(tmp_path, "GOVERNANCE.md", THIN)
    text = PROJECT + ANSWER.replace("{anchor}", "roles-and-responsibilities")
    manifest = wrote(tmp_path, "governance.toml", "what is saved = is no manifest")
    opens(client, manifest, text)
    thin = await told(client, evidence, lambda found: any(OWNER in code for code in codes(found)))
    assert {diagnostic.source for diagnostic in thin} == {"guiju"}
    assert all(diagnostic.range.start.line >= 2 for diagnostic in thin)
    related = [place for diagnostic in thin for place in diagnostic.related_information or []]
    assert any(place.location.uri == manifest for place in related)
    found = await told(client, manifest, lambda found: found)
    assert not any(code.startswith(OWNER) for code in codes(found)), "that finding is the evidence's"
    # The evidence is mended in the editor, and not saved.
    opens(client, evidence, THIN)
    becomes(client, evidence, SOUND, 2)
    await told(client, evidence, lambda found: not found)
    becomes(client, manifest, text.replace("roles-and", "no-such"), 2)
    found = await told(client, manifest, lambda found: f"{OWNER}/section-missing" in codes(found))
    one = next(diagnostic for diagnostic in found if diagnostic.code == f"{OWNER}/section-missing")
    assert one.range.start == place(text, '"GOVERNANCE.md#')
    assert "help: " in one.message
    becomes(client, manifest, text + "stage =", 3)
    found = await told(client, manifest, lambda found: "manifest/syntax" in codes(found))
    assert found[0].severity == t.DiagnosticSeverity.Error
    for uri in (manifest, evidence):
        client.text_document_did_close(t.DidCloseTextDocumentParams(text_document=t.TextDocumentIdentifier(uri=uri)))
    await told(client, manifest, lambda found: not found)


@pytest.mark.asyncio
async def test_edits_faster_than_judging_end_at_the_last_text(client: LanguageClient, tmp_path):
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    manifest = wrote(tmp_path, "governance.toml", PROJECT)
    opens(client, manifest, PROJECT)
    for version in range(2, 400):
        becomes(client, manifest, PROJECT + f"nonsense-{version} = 1\n", version)
    found = await told(client, manifest, lambda found: any("nonsense-399" in one.message for one in found))
    assert sum("nonsense" in one.message for one in found) == 1


@pytest.mark.asyncio
async def test_hover_tells_items_keys_and_words(client: LanguageClient, tmp_path):
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    text = PROJECT + ANSWER.replace("{anchor}", "roles-and-responsibilities")
    manifest = wrote(tmp_path, "governance.toml", text)
    opens(client, manifest, text)

    async def hover(needle: str, further: int = 0):
        said = await client.text_document_hover_async(t.HoverParams(**at(manifest, place(text, needle, further))))
        return said.contents.value if said else None

    item = await hover("accountable-owner]", 3)
    assert f"`{OWNER}`" in item and "satisfied" in item and "What counts as evidence" in item and "\n> " in item
    assert await hover("status") == "What is claimed"
    assert (await hover('met"', 1)).startswith("`met`: ")
    assert (await hover("production", 2)).startswith("`production`: it is in use")
    assert "accepted: " in await hover("evidence")
    assert await hover("模型😀") is None
    assert await hover("\n\n") is None


@pytest.mark.asyncio
async def test_completion_offers_what_may_stand_there(client: LanguageClient, tmp_path):
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    wrote(tmp_path, "docs/模型卡.md", "# 模型卡\n")
    wrote(tmp_path, "ignored/a.md", "# A\n")
    wrote(tmp_path, ".gitignore", "ignored/\n")
    manifest = wrote(tmp_path, "governance.toml", PROJECT)
    opens(client, manifest, PROJECT)
    version = 1

    async def complete(marked: str):
        nonlocal version
        version += 1
        text = marked.replace("|", "")
        becomes(client, manifest, text, version)
        params = t.CompletionParams(**at(manifest, place(marked, "|")))
        return {item.label: item for item in (await client.text_document_completion_async(params)).items}

    answer = PROJECT + ANSWER.replace("{anchor}", "")
    keys = await complete(answer + "|")
    assert {"owner", "plan", "justification"} <= keys.keys() and "status" not in keys
    assert keys["owner"].text_edit.new_text == "owner = " and keys["owner"].detail
    headers = await complete(answer + "\n[answers.sec|")
    assert "security/red-team" in headers and OWNER not in headers
    assert headers["security/red-team"].text_edit.new_text == "answers.security.red-team]"
    assert {"[assessment]"} <= (await complete(PROJECT + "\n[|")).keys()
    assert {"met", "partial", "unmet", "not-applicable"} == (await complete(answer.replace('"met"', '"|"'))).keys()
    stage = await complete(PROJECT.replace('"production"', "|"))
    assert stage["pilot"].text_edit.new_text == '"pilot"'
    assert {"minimal", "limited", "high"} == (await complete(PROJECT.replace('"limited"', '"hi|"'))).keys()
    traits = await complete(PROJECT + 'traits = ["|"]\n')
    assert traits and all(item.detail for item in traits.values())
    regions = await complete(PROJECT + 'regions = ["CN", |]\n')
    assert (regions["KE"].text_edit.new_text, regions["KE"].detail) == ('"KE"', "Kenya") and len(regions) == 249
    files = await complete(answer.replace("GOVERNANCE.md#", "|"))
    assert {"GOVERNANCE.md", "docs/模型卡.md"} <= files.keys()
    assert "ignored/a.md" not in files and "governance.toml" not in files
    anchors = await complete(answer.replace("GOVERNANCE.md#", "GOVERNANCE.md#|"))
    assert anchors["roles-and-responsibilities"].text_edit.new_text == "GOVERNANCE.md#roles-and-responsibilities"
    items = await complete(PROJECT + '\n[[waivers]]\nitem = "|"\n')
    assert OWNER in items or len(items) > 20


@pytest.mark.asyncio
async def test_names_lead_to_their_places(client: LanguageClient, tmp_path):
    evidence = wrote(tmp_path, "GOVERNANCE.md", SOUND)
    wrote(tmp_path, "pack/pack.toml", PACK)
    item = wrote(tmp_path, "pack/kitchen/menu.toml", ITEM)
    answers = ANSWER.replace("{anchor}", "roles-and-responsibilities") + ANSWER.replace("security.accountable-owner", "kitchen.menu")
    text = PROJECT + '\n[assessment]\npacks = ["four-principles", "./pack"]\n' + answers
    manifest = wrote(tmp_path, "governance.toml", text)
    opens(client, manifest, text)

    async def leads(needle: str):
        return await client.text_document_definition_async(t.DefinitionParams(**at(manifest, place(text, needle, 2))))

    there = await leads("GOVERNANCE.md#roles")
    assert (there.uri, there.range.start.line) == (evidence, 2)
    there = await leads("kitchen.menu]")
    assert there is not None and there.uri == item
    assert await leads("security.accountable-owner]") is None, "it came with the program"
    asked = t.DocumentSymbolParams(text_document=t.TextDocumentIdentifier(uri=manifest))
    symbols = await client.text_document_document_symbol_async(asked)
    assert [symbol.name for symbol in symbols] == ["ferry-times", OWNER, "kitchen/menu"]
    assert symbols[1].detail == "satisfied"
    assert symbols[1].range.end == symbols[2].range.start
    whole = t.Range(start=t.Position(line=0, character=0), end=t.Position(line=99, character=0))
    params = t.InlayHintParams(text_document=t.TextDocumentIdentifier(uri=manifest), range=whole)
    hints = await client.text_document_inlay_hint_async(params)
    assert (hints[0].label, hints[0].position) == ("satisfied", place(text, "accountable-owner]", len("accountable-owner]")))
    assert len(hints) == 2


@pytest.mark.asyncio
async def test_a_packs_faults_stand_in_its_files(client: LanguageClient, tmp_path):
    head = wrote(tmp_path, "pack/pack.toml", PACK)
    item = wrote(tmp_path, "pack/kitchen/menu.toml", ITEM)
    opens(client, item, ITEM.replace("level = 1", "level = 7"))
    await told(client, item, lambda found: found)
    becomes(client, item, ITEM, 2)
    await told(client, item, lambda found: not found)
    opens(client, head, PACK + "nonsense = 1\n")
    await told(client, head, lambda found: "pack/unknown-key" in codes(found))


@pytest.mark.asyncio
async def test_a_reply_takes_no_longer_than_a_blink(client: LanguageClient, tmp_path):
    """All items of the pack answered, and the text changed before each question."""
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    items = json.loads(os.environ["GUIJU_ITEMS"])
    answers = [ANSWER.replace("{anchor}", "").replace("security.accountable-owner", item.replace("/", ".")) for item in items]
    text = PROJECT + "".join(answers)
    manifest = wrote(tmp_path, "governance.toml", text)
    opens(client, manifest, text)
    await told(client, manifest, lambda found: found)
    took = {"hover": [], "completion": [], "codeAction": []}
    for version in range(2, 32):
        here = at(manifest, place(text, "[answers.", 12))
        context = t.CodeActionContext(diagnostics=[], trigger_kind=t.CodeActionTriggerKind.Automatic)
        spot = t.Range(start=here["position"], end=here["position"])
        asked = {
            "hover": lambda: client.text_document_hover_async(t.HoverParams(**here)),
            "completion": lambda: client.text_document_completion_async(t.CompletionParams(**here)),
            "codeAction": lambda: client.text_document_code_action_async(
                t.CodeActionParams(text_document=here["text_document"], range=spot, context=context)
            ),
        }
        for name, ask in asked.items():
            becomes(client, manifest, text + "\n" * version + "# " + name, version)
            start = time.perf_counter()
            await ask()
            took[name].append(time.perf_counter() - start)
    for name, times in took.items():
        times.sort()
        print(f"{name} at {len(items)} answers: at best {times[0] * 1000:.1f} ms, mostly {times[len(times) // 2] * 1000:.1f} ms, at worst {times[-1] * 1000:.1f} ms")
        # 20 ms are promised of the program that is released; this one may be slower, and so may the machine be, but not all the time.
        assert times[0] < 0.3, (name, times)


PACK = """schema = 1
id = "acme"
version = "1.0.0"
title = { en = "Acme", zh = "甲" }

[[levels]]
rank = 1
id = "basic"
title = { en = "Basic", zh = "基础" }

[[principles]]
id = "kitchen"
title = { en = "Kitchen", zh = "厨房" }
summary = { en = "What is served", zh = "供应什么" }

[[clauses]]
id = "A-1"
principle = "kitchen"
kind = "duty"
reach = "direct"
gloss = { en = "Say what is served", zh = "说明供应什么" }
"""
ITEM = """title = { en = "A menu", zh = "菜单" }
clauses = ["A-1"]
requirement = "recommended"
level = 1
question = { en = "Is there a menu?", zh = "有菜单吗？" }
guidance = { en = "Write one.", zh = "写一份。" }
evidence = { accept = ["**/*.md"] }
"""
