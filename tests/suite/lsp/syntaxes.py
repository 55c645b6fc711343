"""Manifests in YAML and JSON, through pytest-lsp: all that an editor is told of one in TOML."""

import copy
import json

import pytest
import yaml
from client import OWNER, SOUND, at, becomes, client, codes, opens, place, told, wrote  # noqa: F401
from lsprotocol import types as t
from pytest_lsp import LanguageClient

ANSWERED = {
    "schema": 1,
    "project": {
        "name": "ferry-times",
        "description": "模型😀: answers questions on ferry times",
        "owner": "Maria Okafor",
        "stage": "production",
        "impact": "limited",
        "regions": ["CN", "KE"],
        "assessed": "2026-11-01",
    },
    "answers": {
        "security": {
            "accountable-owner": {
                "status": "met",
                "statement": "Maria Okafor answers for the service.",
                "evidence": ["GOVERNANCE.md#roles-and-responsibilities"],
                "reviewed": "2026-10-12",
            }
        }
    },
}
NAMES = ["governance.yaml", "governance.json"]


def written(name: str, manifest) -> str:
    if name.endswith("json"):
        return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", NAMES)
async def test_all_that_is_told_of_toml_is_told_here(client: LanguageClient, tmp_path, name):  # noqa: F811
    evidence = wrote(tmp_path, "GOVERNANCE.md", SOUND)
    text = written(name, ANSWERED)
    manifest = wrote(tmp_path, name, "")
    opens(client, manifest, text)
    found = await told(client, manifest, lambda found: found)
    assert not any(code.startswith((OWNER, "manifest/")) for code in codes(found)), found

    async def hover(needle: str, further: int = 1):
        said = await client.text_document_hover_async(t.HoverParams(**at(manifest, place(text, needle, further))))
        return said.contents.value if said else None

    item = await hover("accountable-owner", 2)
    assert f"`{OWNER}`" in item and "satisfied" in item and "What counts as evidence" in item
    assert await hover("status") == "What is claimed"
    assert (await hover("production")).startswith("`production`: it is in use")
    assert await hover("KE") == "`KE`: Kenya"
    assert "accepted: " in await hover("evidence")
    assert await hover("project") == "What is assessed"
    assert await hover("模型😀") is None
    target = t.DefinitionParams(**at(manifest, place(text, "GOVERNANCE.md#", 3)))
    there = await client.text_document_definition_async(target)
    assert (there.uri, there.range.start.line) == (evidence, 2)
    document = t.TextDocumentIdentifier(uri=manifest)
    symbols = await client.text_document_document_symbol_async(t.DocumentSymbolParams(text_document=document))
    assert [(symbol.name, symbol.detail) for symbol in symbols] == [("ferry-times", None), (OWNER, "satisfied")]
    whole = t.Range(start=t.Position(line=0, character=0), end=t.Position(line=99, character=0))
    (hint,) = await client.text_document_inlay_hint_async(t.InlayHintParams(text_document=document, range=whole))
    behind = place(text, "accountable-owner", len("accountable-owner") + (2 if name.endswith("json") else 1))
    assert (hint.label, hint.position) == ("satisfied", behind)
    # A text that is broken in the middle is told of, and what can be read is still told.
    becomes(client, manifest, text.replace("status", "stat\"us: [", 1), 2)
    await told(client, manifest, lambda found: "manifest/syntax" in codes(found))
    assert (await hover("production")).startswith("`production`")


@pytest.mark.asyncio
@pytest.mark.parametrize("name", NAMES)
async def test_what_may_stand_there_is_offered_as_its_syntax_writes_it(client: LanguageClient, tmp_path, name):  # noqa: F811
    is_json = name.endswith("json")
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    wrote(tmp_path, "docs/模型 卡.md", "# 模型卡\n")
    text = written(name, ANSWERED)
    manifest = wrote(tmp_path, name, text)
    opens(client, manifest, text)
    version = 1

    async def complete(marked: str):
        nonlocal version
        version += 1
        becomes(client, manifest, marked.replace("|", ""), version)
        params = t.CompletionParams(**at(manifest, place(marked, "|")))
        return {item.label: item for item in (await client.text_document_completion_async(params)).items}

    def changed(path: list[str], value) -> str:
        manifest = copy.deepcopy(ANSWERED)
        inner = manifest
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
        return written(name, manifest)

    words = await complete(changed(["project", "stage"], "pi|lot"))
    assert words["research"].text_edit.new_text == "research" and len(words) == 5
    regions = await complete(changed(["project", "regions"], ["|"]).replace("'|'", "|"))
    assert regions["NO"].text_edit.new_text == ("NO" if is_json else '"NO"') and regions["NO"].detail == "Norway"
    assert len(regions) == 249
    files = await complete(changed(["answers", "security", "accountable-owner", "evidence"], ["do|"]))
    assert files["docs/模型 卡.md"].text_edit.new_text == ("docs/模型 卡.md" if is_json else '"docs/模型 卡.md"')
    anchors = await complete(changed(["answers", "security", "accountable-owner", "evidence"], ["GOVERNANCE.md#|"]))
    assert anchors["roles-and-responsibilities"].text_edit.new_text.strip('"') == "GOVERNANCE.md#roles-and-responsibilities"
    items = await complete(changed(["answers", "security", "red|"], {"status": "unmet"}))
    assert "red-team" in items and "accountable-owner" not in items and "status" not in items
    assert items["red-team"].text_edit.new_text == "red-team"
    whole = await complete(changed(["answers", "|"], {}))
    assert "security/red-team" in whole and OWNER not in whole
    # What is half written, which no parser takes.
    half = text.replace('"impact": "limited"', '"impa|') if is_json else text.replace("impact: limited", "impa|")
    keys = await complete(half)
    assert {"impact", "traits"} <= keys.keys() and "stage" not in keys
    assert keys["impact"].text_edit.new_text == ('impact": ' if is_json else "impact: ")
    half = text.replace('"limited",', "|") if is_json else text.replace("impact: limited", "impact:|")
    words = await complete(half)
    assert words["high"].text_edit.new_text == ('"high"' if is_json else " high")
    root = await complete("{|" if is_json else "schema: 1\n|\n")
    assert {"project", "answers", "waivers"} <= root.keys()
    assert root["project"].text_edit.new_text == ('"project": ' if is_json else "project:")
    listed = "{\"waivers\": [{\"item\": \"a\"}, {|" if is_json else "waivers:\n- item: a\n- |\n"
    assert {"item", "reason", "approved-by", "expires"} <= (await complete(listed)).keys()


@pytest.mark.asyncio
async def test_a_file_belongs_to_the_manifest_that_is_there(client: LanguageClient, tmp_path):  # noqa: F811
    evidence = wrote(tmp_path, "docs/GOVERNANCE.md", "# Governance\n\n## Roles and responsibilities\n\nTODO\n")
    manifest = copy.deepcopy(ANSWERED)
    manifest["answers"]["security"]["accountable-owner"]["evidence"] = ["docs/GOVERNANCE.md#roles-and-responsibilities"]
    wrote(tmp_path, "governance.yaml", written("governance.yaml", manifest))
    opens(client, evidence, "# Governance\n\n## Roles and responsibilities\n\nTBD\n")
    found = await told(client, evidence, lambda found: found)
    assert any(code.startswith(OWNER) for code in codes(found))
