import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { Builder, type WebDriver } from "selenium-webdriver";

import type { Host } from "./host";
import { built, newFile, newFolder, onPath } from "./places";
import { freePort, Started } from "./started";

/** Greenlane's own window on the store in a folder, driven through tauri-driver. */
export async function openWindow(store: string): Promise<Host> {
  const [port, native] = [await freePort(), await freePort()];
  const ports = [`--port=${port}`, `--native-port=${native}`];
  const driverOfWebKit = `--native-driver=${onPath("WebKitWebDriver")}`;
  // What the page itself keeps (theme, widths) stays out of the account of whoever runs the story.
  const env = { ...process.env, XDG_DATA_HOME: newFolder("data") };
  const tauriDriver = Started.program(onPath("tauri-driver"), [...ports, driverOfWebKit], { env });
  await tauriDriver.listening(port);
  let driver = await session(port, store);
  return {
    kind: "window",
    driver: () => driver,
    saveAs: (name) => answerSaveDialog(name),
    async restart() {
      await driver.quit();
      driver = await session(port, store);
    },
    async close() {
      await driver.quit();
      await tauriDriver.end();
    },
  };
}

/** Starts the app; it ends with the session. */
async function session(port: number, store: string): Promise<WebDriver> {
  const application = built("greenlane-desktop");
  return new Builder()
    .usingServer(`http://127.0.0.1:${port}/`)
    .withCapabilities({
      browserName: "wry",
      "tauri:options": { application, args: ["--store", store] },
    })
    .build();
}

/** Types a folder of our own in front of the name that the system's dialog suggests, and accepts. */
async function answerSaveDialog(name: RegExp): Promise<string> {
  const folder = newFolder("saved");
  const dialog = await xdotool("search", "--sync", "--onlyvisible", "--name", "^Save File$");
  await xdotool("windowfocus", "--sync", dialog);
  await xdotool("key", "Home");
  await xdotool("type", "--delay", "5", `${folder}/`);
  await xdotool("key", "Return");
  return newFile(folder, name);
}

/** Waits for a window of the system's own with such a title and presses Return in it. */
export async function accept(title: string): Promise<void> {
  const dialog = await xdotool("search", "--sync", "--onlyvisible", "--name", title);
  await xdotool("windowfocus", "--sync", dialog);
  await xdotool("key", "Return");
}

/** Real keys for windows that WebDriver does not reach. */
async function xdotool(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("xdotool", words, { timeout: 10_000 });
  return stdout.trim().split("\n").at(-1) ?? "";
}
