/**
 * The extension as it is built, in an editor that agrees to all and does nothing: it starts the real server (GUIJU names it) and ends it.
 */

import assert from "node:assert/strict";
import Module from "node:module";
import { dirname, resolve } from "node:path";
import { test } from "node:test";

const lines: string[] = [];
const settings: Record<string, Record<string, unknown>> = {};
const state = { isTrusted: false };

/** What answers to every name, call and construction with itself. */
const anything: unknown = new Proxy(function () { return; }, {
  get: (_, key) => {
    switch (key) {
      case "then":
        return undefined;
      case Symbol.toPrimitive:
        return () => "";
      case Symbol.iterator:
        return [][Symbol.iterator].bind([]);
      default:
        return anything;
    }
  },
  apply: () => anything,
  construct: (_, __, made) => Object.create(made.prototype as object) as object,
});

/** A part of the editor: what is named here, and anything else behind it. */
const rest = new Proxy({}, { get: (_, key) => (key === "then" ? undefined : anything) });
const part = (named: object): unknown =>
  Object.defineProperties(Object.create(rest) as object, Object.getOwnPropertyDescriptors(named));

const log = part({
  info: (line: string) => lines.push(line),
  warn: (line: string) => lines.push(line),
  error: (line: string) => lines.push(line),
  dispose: () => undefined,
});

const editor = part({
  version: "1.82.0",
  env: part({ language: "en", appName: "a test" }),
  l10n: { t: (text: string, ...given: string[]) => text.replace("{0}", given[0] ?? "") },
  window: part({ createOutputChannel: () => log, activeTextEditor: undefined, visibleTextEditors: [] }),
  workspace: part({
    get isTrusted() {
      return state.isTrusted;
    },
    workspaceFolders: undefined,
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: () => part({ inspect: (name: string) => settings[name], get: () => undefined }),
  }),
});

test("the server is started, and again when the workspace is trusted", async () => {
  const program = process.env.GUIJU;
  assert.ok(program, "GUIJU names the program");
  const load = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const usual = load._load.bind(Module);
  load._load = (name, ...rest) => (name === "vscode" ? editor : usual(name, ...rest));
  process.env.PATH = dirname(program);
  // A workspace names a program of its own, which is not run.
  settings.path = { globalValue: undefined, workspaceValue: "/nowhere/evil" };
  settings.locale = { globalValue: "zh" };
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is loaded as the editor loads it
  const built = require(resolve("dist/extension.js")) as {
    activate: (context: unknown) => Promise<void>;
    deactivate: () => Promise<void>;
  };
  await built.activate({ subscriptions: [] });
  assert.deepEqual(lines.splice(0), [`${program} lsp --locale zh`]);
  await built.deactivate();
  state.isTrusted = true;
  await built.activate({ subscriptions: [] });
  assert.deepEqual(lines.splice(0), [
    "There is no program “/nowhere/evil”. Install guiju, or name it by an absolute path in “guiju.path”.",
  ]);
  await built.deactivate();
});
