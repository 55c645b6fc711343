"""What an editor is offered to mend, through pytest-lsp, and that it is what `guiju fix` does."""

import pathlib
import subprocess

import pytest
import pytest_lsp
from client import ANSWER, GUIJU, OWNER, PROJECT, SOUND, becomes, client, codes, opens, told, wrote  # noqa: F401
from lsprotocol import types as t
from pytest_lsp import ClientServerConfig, LanguageClient

SLIPS = (
    PROJECT.replace("stage =", "staeg =").replace('"limited"', '"limted"')
    + "# 模型😀 stays\n"
    + ANSWER.replace("{anchor}", "roles-and-responsibilities").replace("status", "stauts").replace('"met"', '"mett"')
    + '\n[answers.people.purpse]\nstatus = "unmet"\n'
)
WAIVED = SLIPS + '\n[[waivers]]\nitem = "people/purpse"\nreason = "x"\n'
WHOLE = t.Range(start=t.Position(line=0, character=0), end=t.Position(line=9999, character=0))


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[GUIJU, "lsp", "--as-of", "2026-11-23", "--locale", "zh"]))
async def versioned(lsp_client: LanguageClient):
    edits = t.WorkspaceEditClientCapabilities(document_changes=True)
    capabilities = t.ClientCapabilities(workspace=t.WorkspaceClientCapabilities(workspace_edit=edits))
    await lsp_client.initialize_session(t.InitializeParams(capabilities=capabilities))
    yield
    await lsp_client.shutdown_session()


async def offered(client: LanguageClient, uri: str, where: t.Range = WHOLE, only=None, trigger=None):
    context = t.CodeActionContext(diagnostics=[], only=only, trigger_kind=trigger)
    params = t.CodeActionParams(text_document=t.TextDocumentIdentifier(uri=uri), range=where, context=context)
    return await client.text_document_code_action_async(params)


def applied(text: str, edits) -> str:
    """A text with the edits in it, as an editor makes them: by units of UTF-16, the last first."""
    lines = text.encode("utf-16-le").split("\n".encode("utf-16-le"))
    starts = [sum(len(line) + 2 for line in lines[:at]) for at in range(len(lines) + 1)]
    raw = text.encode("utf-16-le")

    def byte(position: t.Position) -> int:
        return min(starts[min(position.line, len(lines))] + 2 * position.character, len(raw))

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        raw = raw[: byte(edit.range.start)] + edit.new_text.encode("utf-16-le") + raw[byte(edit.range.end) :]
    return raw.decode("utf-16-le")


def fixed(folder: pathlib.Path, name: str, text: str) -> str:
    """What `guiju fix` makes of it."""
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "GOVERNANCE.md").write_text(SOUND, encoding="utf-8")
    subprocess.run([GUIJU, "fix", "--as-of", "2026-11-23", str(folder)], check=True, capture_output=True)
    return (folder / name).read_text(encoding="utf-8")


@pytest.mark.asyncio
async def test_each_fix_mends_its_finding_and_nothing_else(client: LanguageClient, tmp_path):  # noqa: F811
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    manifest = wrote(tmp_path, "governance.toml", PROJECT)
    opens(client, manifest, SLIPS)
    await told(client, manifest, lambda found: "manifest/unknown-key" in codes(found))
    quick = await offered(client, manifest, only=[t.CodeActionKind.QuickFix])
    titles = {action.title for action in quick if action.title.startswith("rename")}
    # That `mett` stands under no status comes to light when that is named right.
    assert titles == {f"rename `{old}` to `{new}`" for old, new in [("staeg", "stage"), ("limted", "limited"), ("stauts", "status"), ("people/purpse", "people/purpose")]}
    version = 1
    for action in quick:
        assert action.kind == "quickfix" and action.is_preferred
        (edits,) = action.edit.changes.values()
        mended = applied(SLIPS, edits)
        (gone,) = action.diagnostics
        assert "# 模型😀 stays\n" in mended
        version += 1
        becomes(client, manifest, mended, version)
        there = [one for one in await told(client, manifest, lambda found: True)]
        # The next question is answered from the text as it is: what was mended is offered no more.
        left = await offered(client, manifest, only=[t.CodeActionKind.QuickFix])
        assert action.title not in {one.title for one in left}, (gone.code, there)
        version += 1
        becomes(client, manifest, SLIPS, version)


@pytest.mark.asyncio
async def test_all_fixes_at_once_are_those_of_the_command_line(client: LanguageClient, tmp_path):  # noqa: F811
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    manifest = wrote(tmp_path, "governance.toml", "nothing of this is saved")
    for version, text in enumerate([SLIPS, SLIPS.replace("\n", "\r\n"), PROJECT], 1):
        (becomes if version > 1 else opens)(client, manifest, text, version)
        (action,) = await offered(client, manifest, only=[t.CodeActionKind.SourceFixAll])
        assert (action.kind, action.title) == ("source.fixAll.guiju", "make all safe fixes of guiju")
        (edits,) = action.edit.changes.values()
        mended = applied(text, edits)
        folder = tmp_path / f"saved-{version}"
        folder.mkdir()
        folder = folder / "p"
        expected = fixed(folder, "governance.toml", text) if "\r" not in text else None
        if expected is None:
            assert mended.count("\n") == mended.count("\r\n")
        else:
            assert mended == expected
        # Nobody claims anything: no status but what stood there, no day, no approval.
        assert mended.count('"met"') == text.count("mett") and mended.count("reviewed = ") == text.count("reviewed = ")
        assert "approved-by" not in mended
    becomes(client, manifest, mended, 9)
    assert not await offered(client, manifest, only=["source.fixAll.guiju"])


@pytest.mark.asyncio
async def test_what_needs_a_look_says_so_and_is_never_preferred(versioned: LanguageClient, tmp_path):
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    manifest = wrote(tmp_path, "governance.toml", PROJECT)
    opens(versioned, manifest, WAIVED, 7)
    everything = await offered(versioned, manifest)
    unsure = [action for action in everything if action.title.endswith("（请先核对）")]
    assert [action.title for action in unsure] == ["将 `people/purpse` 改为 `people/purpose`（请先核对）"]
    assert not any(action.is_preferred for action in unsure)
    (change,) = unsure[0].edit.document_changes
    assert (change.text_document.uri, change.text_document.version) == (manifest, 7)
    (all_safe,) = [action for action in everything if action.kind == "source.fixAll.guiju"]
    (change,) = all_safe.edit.document_changes
    assert 'item = "people/purpse"' in applied(WAIVED, change.edits), "that is left to a person"


@pytest.mark.asyncio
async def test_only_what_is_asked_for_is_offered(client: LanguageClient, tmp_path):  # noqa: F811
    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    manifest = wrote(tmp_path, "governance.toml", PROJECT)
    opens(client, manifest, SLIPS)

    async def kinds(**asked):
        return {action.kind for action in await offered(client, manifest, **asked)}

    assert await kinds() == {"quickfix", "source.fixAll.guiju"}
    assert await kinds(trigger=t.CodeActionTriggerKind.Automatic) == {"quickfix"}
    assert await kinds(only=["source"]) == {"source.fixAll.guiju"}
    assert await kinds(only=["refactor", "source.fixAll.other"]) == set()
    line = next(at for at, line in enumerate(SLIPS.split("\n")) if line.startswith("staeg"))
    here = t.Range(start=t.Position(line=line, character=1), end=t.Position(line=line, character=1))
    (only,) = await offered(client, manifest, where=here, only=["quickfix"])
    assert only.title == "rename `staeg` to `stage`"
    evidence = wrote(tmp_path, "GOVERNANCE.md", SOUND)
    opens(client, evidence, SOUND)
    assert not await offered(client, evidence)


@pytest.mark.asyncio
async def test_a_packs_slips_are_mended_in_its_files(client: LanguageClient, tmp_path):  # noqa: F811
    from client import ITEM, PACK

    wrote(tmp_path, "pack/kitchen/menu.toml", ITEM)
    head = wrote(tmp_path, "pack/pack.toml", PACK)
    slip = PACK.replace("version =", "versoin =")
    opens(client, head, slip)
    (action,) = await offered(client, head)
    (edits,) = action.edit.changes.values()
    assert applied(slip, edits) == PACK


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["governance.yaml", "governance.json"])
async def test_slips_in_yaml_and_json_are_mended_as_well(client: LanguageClient, tmp_path, name):  # noqa: F811
    import yaml

    from syntaxes import ANSWERED, written

    wrote(tmp_path, "GOVERNANCE.md", SOUND)
    text = written(name, ANSWERED).replace("stage", "staeg").replace("accountable-owner", "acountable-owner")
    manifest = wrote(tmp_path, name, text)
    opens(client, manifest, text)
    (action,) = await offered(client, manifest, only=["source.fixAll"])
    (edits,) = action.edit.changes.values()
    mended = applied(text, edits)
    assert mended == fixed(tmp_path / "saved", name, text)
    answers = yaml.safe_load(mended)["answers"]["security"]
    assert answers["accountable-owner"]["statement"] and OWNER not in text
