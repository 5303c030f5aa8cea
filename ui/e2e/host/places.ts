import { existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The folder of the whole project. */
export const root = resolve(import.meta.dirname, "../../..");

/** A program that Cargo built. */
export function built(name: string): string {
  const path = join(root, "target/debug", name);
  if (!existsSync(path))
    throw new Error(`${path} is missing: run \`cargo build --workspace --bins\``);
  return path;
}

/** A program on the search path, or among the tools that xtask installs. */
export function onPath(name: string): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), join(root, "target/tools/bin")];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is missing: run \`cargo xtask install\``);
  return found;
}

/** A file of the sample desk. */
export function fixture(path: string): string {
  return join(root, "fixtures", path);
}

/** A new empty folder, gone when the stories are (see `folder.ts`). */
export function newFolder(purpose: string): string {
  return mkdtempSync(join(process.env.GREENLANE_STORIES ?? tmpdir(), `${purpose}-`));
}

/** Waits for a file of such a name with something in it. */
export async function newFile(folder: string, name: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const found = readdirSync(folder).find((file) => name.test(file));
    if (found && statSync(join(folder, found)).size > 0) return join(folder, found);
    await pause(50);
  }
  throw new Error(`${folder} holds no ${name}, only ${readdirSync(folder).join(", ")}`);
}
