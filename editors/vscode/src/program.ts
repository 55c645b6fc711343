/**
 * Which program is run, and with which arguments: a function of the settings and of what lies on the disk. It starts nothing.
 */

import * as path from "node:path";

/** A setting, by who said it. */
export interface Said {
  /** What the reader's own settings say. */
  readonly own?: string | undefined;
  /** What the settings of the workspace or of a folder in it say. */
  readonly workspace?: string | undefined;
  /** What counts where nobody says anything. */
  readonly usual: string;
}

/** A setting as it may be used: a workspace that is not trusted has no say. */
export function chosen(said: Said, isTrusted: boolean): string {
  const workspace = isTrusted ? said.workspace : undefined;
  return (workspace ?? said.own ?? said.usual).trim();
}

/** What is around: the environment, the system, and whether a file may be run. */
export interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly isProgram: (file: string) => boolean;
}

/**
 * The absolute path of a program; none where it is not there, or named by a relative path. A bare name is looked up in the absolute
 * folders of `PATH` alone: some systems look into the working folder first, and that is the workspace's.
 */
export function located(name: string, around: Around): string | undefined {
  const on = around.platform === "win32" ? path.win32 : path.posix;
  if (on.isAbsolute(name)) {
    return around.isProgram(name) ? name : undefined;
  }
  if (name === "" || name.includes("/") || name.includes(on.sep)) {
    return undefined;
  }
  // Windows writes `Path`, and runs what ends in one of these; scripts would need a shell, which is not used.
  const folders = around.env.PATH ?? around.env.Path ?? "";
  const ends = around.platform === "win32" && !name.toLowerCase().endsWith(".exe") ? [".exe"] : [""];
  for (const folder of folders.split(on.delimiter).filter((folder) => on.isAbsolute(folder))) {
    for (const end of ends) {
      const file = on.join(folder, name + end);
      if (around.isProgram(file)) {
        return file;
      }
    }
  }
  return undefined;
}

/** The arguments of the server. */
export function args(locale: string, docs: string): string[] {
  const language = locale === "en" || locale === "zh" ? ["--locale", locale] : [];
  return ["lsp", ...language, ...(docs === "" ? [] : [`--docs=${docs}`])];
}
