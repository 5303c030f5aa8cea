import type { Driver } from "selenium-webdriver/chrome.js";
import { describe, expect, test } from "vitest";

import { openBrowser } from "../host/browser";
import { deskFor } from "../stories/desk";

describe("a desk in French", () => {
  const { desk } = deskFor((store) => openBrowser(store, { language: "fr" }));

  test("speaks the browser's language", async () => {
    await desk().signIn("Anneke Maes");
    expect(await desk().page.run("return document.documentElement.lang")).toBe("fr");
    await desk().page.says("view-ready", "À examiner");
    await desk().page.says("view-red", "Circuit rouge");
    await desk().station("french");
  });
});

describe("a desk on a dark system", () => {
  const { desk } = deskFor(openBrowser);

  test("is dark, and light again when the system is", async () => {
    const driver = desk().page.driver as Driver;
    const brightness = () => desk().page.run<number>(BRIGHTNESS);
    for (const [value, isDark] of [
      ["dark", true],
      ["light", false],
    ] as const) {
      const features = [{ name: "prefers-color-scheme", value }];
      await driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
      expect((await brightness()) < 128, value).toBe(isDark);
    }
  });
});

/** Mean of red, green and blue behind the page. */
const BRIGHTNESS = `
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return (red + green + blue) / 3;
`;
