import { readFileSync } from "node:fs";
import type { Driver } from "selenium-webdriver/chrome.js";
import { describe, expect, test } from "vitest";

import { openBrowser } from "../host/browser";
import { fixture } from "../host/places";
import { deskFor } from "../stories/desk";

const FLIGHT = fixture("flights/784-12345675.csv");
const OVER_LIMIT = "LGG-26-0048217-03";

describe("files reach the desk in every way a browser has", () => {
  const { desk } = deskFor(openBrowser);
  const chromium = () => desk().page.driver as Driver;

  test("dropped on the window", async () => {
    await desk().signIn("Anneke Maes");
    await drop(chromium(), [FLIGHT], "import-window-drop");
    const counts = await desk().importing.result();
    expect(counts).toMatchObject({ refused: 0, amended: 0 });
    expect(counts.new).toBeGreaterThan(500);
  });

  test("a broken file is refused with place and reason, and the rest comes in", async () => {
    await desk().importing.again();
    const bad = ["too-few-columns.csv", "truncated.xml", "entity-bomb.xml", "unknown-root.xml"];
    const counts = await desk().importing.files(bad.map((name) => fixture(`bad/${name}`)));
    expect(counts.refused).toBeGreaterThanOrEqual(bad.length);
    for (const name of bad) await desk().page.says("import-refused", name);
    await desk().station("import-refused");
    await desk().importing.close();
  });

  test("a photo pasted from the clipboard", async () => {
    await desk().queue.openDeclaration(OVER_LIMIT);
    await desk().inspection.refer();
    await copyPicture(chromium(), fixture(`photos/${OVER_LIMIT}_label.png`));
    await desk().page.pressCtrl("v");
    await desk().inspection.hasPhotos(1);
  });

  test("what is no picture is refused in words, and goes when it was read", async () => {
    await desk().page.giveFiles("photo-file", [fixture("bad/not-an-image.jpg")]);
    await desk().page.says("upload", "not-an-image.jpg");
    await desk().station("photo-refused");
    await desk().page.click("upload-dismiss");
    await desk().inspection.hasPhotos(1);
  });
});

/** Drops files as the system would, on the middle of the window. */
async function drop(driver: Driver, files: string[], over: string): Promise<void> {
  const at = { x: 700, y: 400, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "dragOver"]) {
    await driver.sendDevToolsCommand("Input.dispatchDragEvent", { type, ...at });
  }
  await driver.wait(
    async () => (await driver.findElements({ css: `[data-testid="${over}"]` })).length > 0,
    5000,
    "the window does not show that it takes files",
  );
  await driver.sendDevToolsCommand("Input.dispatchDragEvent", { type: "drop", ...at });
}

/** Puts a picture on the browser's clipboard. */
async function copyPicture(driver: Driver, path: string): Promise<void> {
  const permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
  await driver.sendDevToolsCommand("Browser.grantPermissions", { permissions });
  const copied = await driver.executeAsyncScript<string>(
    `const [base64, done] = arguments;
     const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
     const picture = new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) });
     navigator.clipboard.write([picture]).then(() => done("copied"), (error) => done(String(error)));`,
    readFileSync(path, "base64"),
  );
  expect(copied).toBe("copied");
}
