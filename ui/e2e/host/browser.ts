import { Builder, type WebDriver } from "selenium-webdriver";
import { type Driver, Options, ServiceBuilder } from "selenium-webdriver/chrome.js";

import type { Host } from "./host";
import { built, newFile, newFolder, onPath, root } from "./places";
import { Started } from "./started";

/** What a story asks of the browser. */
export interface Surroundings {
  /** The browser's language. */
  language?: string;
}

/** Chromium on the store in a folder, served by devhost. */
export async function openBrowser(store: string, surroundings: Surroundings = {}): Promise<Host> {
  const downloads = newFolder("downloads");
  const driver = await chromium(surroundings, downloads);
  let host = await serve(store, driver);
  return {
    kind: "browser",
    driver: () => driver,
    saveAs: (name) => newFile(downloads, name),
    async restart() {
      await host.end();
      host = await serve(store, driver);
    },
    async close() {
      await driver.quit();
      await host.end();
    },
  };
}

async function serve(store: string, driver: WebDriver): Promise<Started> {
  const devhost = Started.program(built("devhost"), ["--store", store], { cwd: root });
  const line = await devhost.firstLine();
  await driver.get(line.replace("listening on ", ""));
  return devhost;
}

/** Chromium by itself. It takes a hub's own certificate, and keeps what is saved in `downloads`. */
export async function chromium(
  { language = "en" }: Surroundings,
  downloads: string,
): Promise<Driver> {
  const options = new Options();
  options.setAcceptInsecureCerts(true);
  options.setChromeBinaryPath(onPath("chromium"));
  options.addArguments(
    "--headless=new",
    "--window-size=1440,900",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    `--lang=${language}`,
    `--user-data-dir=${newFolder("chromium")}`,
  );
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0) options.addArguments("--no-sandbox");
  options.setUserPreferences({
    "intl.accept_languages": language,
    "download.default_directory": downloads,
  });
  const driver = (await new Builder()
    .forBrowser("chrome")
    .setChromeOptions(options)
    .setChromeService(new ServiceBuilder(onPath("chromedriver")))
    .build()) as Driver;
  // The page itself is as large as the window's; without this the browser's own bars would count.
  const size = { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false };
  await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", size);
  return driver;
}
