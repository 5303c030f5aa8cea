import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { built, newFolder } from "../host/places";
import { accept } from "../host/window";

test("a store of a newer Greenlane is left alone, in words and not in a crash", async () => {
  const store = newFolder("newer");
  execFileSync(built("greenlane"), ["--store", store, "sign-in", "Anneke Maes"]);
  writeFormat(join(store, "journal.sqlite"), 9999);

  const app = spawn(built("greenlane-desktop"), ["--store", store], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  let told = "";
  app.stderr.on("data", (chunk) => (told += String(chunk)));
  const ended = once(app, "exit");
  await accept("Greenlane cannot start");
  const [status] = await ended;
  expect(status).toBe(1);
  expect(told).toContain("[newer_store]");
});

/** Writes the version of the format into an SQLite file's header (bytes 60 to 63). */
function writeFormat(path: string, version: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(version);
  const file = openSync(path, "r+");
  writeSync(file, bytes, 0, 4, 60);
  closeSync(file);
}
