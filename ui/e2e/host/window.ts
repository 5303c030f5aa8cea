import { Builder, type WebDriver } from "selenium-webdriver";

import type { Host } from "./host";
import { built, onPath } from "./places";
import { freePort, Started } from "./started";

/** Greenlane's own window on the store in a folder, driven through tauri-driver. */
export async function openWindow(store: string): Promise<Host> {
  const [port, native] = [await freePort(), await freePort()];
  const tauriDriver = Started.program(onPath("tauri-driver"), [
    `--port=${port}`,
    `--native-port=${native}`,
    `--native-driver=${onPath("WebKitWebDriver")}`,
  ]);
  await tauriDriver.listening(port);
  let driver = await session(port, store);
  return {
    kind: "window",
    driver: () => driver,
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
