/**
 * The language server of guiju in VS Code: started where a manifest or a pack lies, and again when its settings or the trust change. What
 * is found, said and mended is the server's own.
 */

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";

import { type Said, args, chosen, located } from "./program";

/** What is sent to the server: manifests, packs, and evidence as it is typed. */
const DOCUMENTS = ["toml", "yaml", "json", "markdown"];

let client: LanguageClient | undefined;
/** Starts and stops follow each other, however fast settings change. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("guiju", { log: true });
  const again = (): Promise<void> => {
    turn = turn.then(stop).then(() => start(log)).catch((error: unknown) => {
      log.error(String(error));
    });
    return turn;
  };
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("guiju.restart", again),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    vscode.workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration("guiju") ? again() : undefined)),
  );
  await again();
}

export function deactivate(): Promise<void> {
  turn = turn.then(stop);
  return turn;
}

async function start(log: vscode.LogOutputChannel): Promise<void> {
  const name = setting("path", "guiju");
  const program = located(name, { env: process.env, platform: process.platform, isProgram });
  if (program === undefined) {
    log.warn(vscode.l10n.t("There is no program “{0}”. Install guiju, or name it by an absolute path in “guiju.path”.", name));
    void vscode.window.showWarningMessage(
      vscode.l10n.t("There is no program “{0}”. Install guiju, or name it by an absolute path in “guiju.path”.", name),
    );
    return;
  }
  // Not the workspace's folder: what lies there is not to be run or loaded by accident.
  const options = { cwd: homedir() };
  const server = { command: program, args: args(setting("locale", "auto"), setting("docs", "")), options, transport: TransportKind.stdio };
  const shown: LanguageClientOptions = {
    documentSelector: DOCUMENTS.map((language) => ({ scheme: "file", language })),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{governance.*,pack.toml,*.md}") },
    outputChannel: log,
  };
  log.info(`${program} ${server.args.join(" ")}`);
  client = new LanguageClient("guiju", "guiju", server, shown);
  await client.start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

function setting(name: string, usual: string): string {
  const found = vscode.workspace.getConfiguration("guiju").inspect<unknown>(name);
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  const said: Said = {
    own: text(found?.globalValue),
    workspace: text(found?.workspaceFolderValue) ?? text(found?.workspaceValue),
    usual,
  };
  return chosen(said, vscode.workspace.isTrusted);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
