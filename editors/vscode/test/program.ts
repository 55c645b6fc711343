import assert from "node:assert/strict";
import { test } from "node:test";

import { args, chosen, located } from "../src/program";

const around = (platform: string, path: string, ...files: string[]) => ({
  env: { [platform === "win32" ? "Path" : "PATH"]: path },
  platform,
  isProgram: (file: string) => files.includes(file),
});

test("a workspace that is not trusted names no program", () => {
  const said = { own: "/opt/guiju", workspace: "/repo/evil", usual: "guiju" };
  assert.equal(chosen(said, true), "/repo/evil");
  assert.equal(chosen(said, false), "/opt/guiju");
  assert.equal(chosen({ workspace: "/repo/evil", usual: "guiju" }, false), "guiju");
});

test("a name is looked up in absolute folders of the path, and nowhere else", () => {
  const unix = around("linux", ".:bin::/usr/local/bin:/usr/bin", "guiju", "bin/guiju", "./guiju", "/usr/bin/guiju");
  assert.equal(located("guiju", unix), "/usr/bin/guiju");
  assert.equal(located("/usr/bin/guiju", unix), "/usr/bin/guiju");
  for (const name of ["./guiju", "bin/guiju", "../guiju", "", "/nowhere/guiju", "other"]) {
    assert.equal(located(name, unix), undefined, name);
  }
  const windows = around("win32", ".;C:\\tools", "guiju.exe", "C:\\tools\\guiju.exe", "C:\\x\\guiju.exe");
  assert.equal(located("guiju", windows), "C:\\tools\\guiju.exe");
  assert.equal(located("GUIJU.EXE", around("win32", "C:\\t", "C:\\t\\GUIJU.EXE")), "C:\\t\\GUIJU.EXE");
  assert.equal(located("C:\\x\\guiju.exe", windows), "C:\\x\\guiju.exe");
  assert.equal(located(".\\guiju.exe", windows), undefined);
});

test("arguments say what the settings say, and no more", () => {
  assert.deepEqual(args("auto", ""), ["lsp"]);
  assert.deepEqual(args("zh", "https://x/{item}"), ["lsp", "--locale", "zh", "--docs=https://x/{item}"]);
  assert.deepEqual(args("--as-of", "--pack=x"), ["lsp", "--docs=--pack=x"]);
});
