import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { AxeResults } from "axe-core";
import { By, type WebElement } from "selenium-webdriver";
import type { Driver } from "selenium-webdriver/chrome.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Page } from "../desk/page";
import { chromium } from "../host/browser";
import { Counter } from "../host/counter";
import { Hub } from "../host/hub";
import { fixture, newFile, newFolder } from "../host/places";

const FLIGHT = fixture("flights/784-12345675.csv");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Who sells what has this IOSS number, and one parcel of theirs. */
const IOSS = "IM0561234567";
const [PARCEL, LRN] = ["LX155337957CN", "LGG-26-0048218-03"];
/** A parcel of the same flight that another sells. */
const ANOTHERS = "LX435538842CN";
const LANGUAGES = ["en", "fr", "nl", "de", "zh"] as const;

/** A merchant asks the hub where its parcels are. */
describe("a merchant at the hub's inquiry page", () => {
  const downloads = newFolder("downloads");
  let hub: Hub;
  let driver: Driver;
  let counter: Counter;
  beforeAll(async () => {
    hub = await Hub.open();
    counter = new Counter(hub, "Anneke Maes");
    counter.does("import", FLIGHT);
    counter.does("sync");
    driver = await chromium({}, downloads);
  });
  afterAll(async () => {
    await driver?.quit();
    await hub?.end();
  });

  const page = () =>
    new Page({
      kind: "browser",
      driver: () => driver,
      saveAs: (name) => newFile(downloads, name),
    });
  const one = (css: string): Promise<WebElement> => driver.findElement(By.css(css));
  const says = (css: string, expected: RegExp) =>
    page().until(`${css} says ${expected}`, async () => {
      const texts = "[...document.querySelectorAll(arguments[0])].map((one) => one.innerText)";
      return expected.test((await driver.executeScript<string[]>(`return ${texts}`, css)).join(" "));
    });
  async function ask(text: string): Promise<void> {
    const field = await one("#numbers");
    // A thousand numbers are pasted, not typed.
    await driver.executeScript("arguments[0].value = arguments[1]", field, text);
    await (await one("#ask button[type=submit]")).click();
  }
  async function looksWell(name: string): Promise<void> {
    for (const theme of ["light", "dark"]) {
      const features = [{ name: "prefers-color-scheme", value: theme }];
      await driver.sendDevToolsCommand("Emulation.setEmulatedMedia", { features });
      await page().screenshot(`browser/${theme}-inquiry-${name}`);
      expect(await violations(driver), `${name}, ${theme}`).toEqual([]);
    }
  }

  test("signs in with the code that the office gave, and gets a key for the next time", async () => {
    const code = hub.inviteMerchant("Lumen Trading", IOSS);
    await driver.get(`${hub.address}/parcels`);
    await looksWell("1-sign-in");
    await (await one("#code")).sendKeys("AAAAA-BBBBB");
    await (await one("button[type=submit]")).click();
    await says("#code-wrong", /./);
    await (await one("#code")).sendKeys(code);
    await (await one("button[type=submit]")).click();
    await says("dl.key code", /-/);
    await looksWell("2-key");
    await (await one("a.primary")).click();
    await says(".account", /Lumen Trading/);
  });

  test("asks for a parcel, and sees how far it is and who says so", async () => {
    await ask(PARCEL);
    await says(".badge", /Received/);
    await says(".numbers", new RegExp(LRN));
    await says(".next", /In review/);
    await looksWell("3-parcel");
  });

  test("what happens next appears without a reload", async () => {
    await driver.executeScript("window.stillTheSame = true");
    counter.does("decide", LRN, "hold", "--reason", "The label names another consignee");
    counter.does("sync");
    await says(".badge", /In review/);
    expect(await driver.executeScript("return window.stillTheSame")).toBe(true);
  });

  test("another's parcel and one that does not exist are answered alike", async () => {
    await ask(`${ANOTHERS}\nLX000000005CN`);
    await says(".found", /^0 /);
    const cards = await driver.findElements(By.css("article.card.nothing"));
    const told = await Promise.all(cards.map((card) => card.getText()));
    expect(told).toHaveLength(2);
    const [first, second] = told.map((text) => text.split("\n").slice(1));
    expect(first).toEqual(second);
  });

  test("a thousand numbers at once, and the answers as a file", async () => {
    const numbers = Array.from({ length: 999 }, (_, number) => `LX${String(number).padStart(9, "0")}CN`);
    await ask([PARCEL, ...numbers].join("\n"));
    await says(".found", /1 .*1[ ,.\u00a0\u202f]?000/);
    expect(await driver.findElements(By.css("tbody.answer"))).toHaveLength(1000);
    await looksWell("4-thousand");
    await (await one("#again button")).click();
    const file = readFileSync(await newFile(downloads, /\.csv$/), "utf8");
    expect(file).toContain(LRN);
    expect(file.trim().split("\n")).toHaveLength(1001);
  });

  test.each(LANGUAGES)("speaks %s, to assistive technology too", async (language) => {
    await driver.get(`${hub.address}/parcels?lang=${language}`);
    await ask(PARCEL);
    await says("article.card", new RegExp(PARCEL));
    const lang = await driver.executeScript<string>("return document.documentElement.lang");
    expect(lang).toMatch(new RegExp(`^${language}`));
    await looksWell(`5-${language}`);
  });

  test("signs out, and the answers are gone", async () => {
    await driver.get(`${hub.address}/parcels?lang=en`);
    await (await one("form.account button")).click();
    await driver.get(`${hub.address}/parcels?number=${PARCEL}`);
    await one("#code");
    expect(await driver.findElements(By.css(".badge"))).toHaveLength(0);
  });
});

/** What axe finds against WCAG 2.2 A and AA, as “rule: element”. */
async function violations(driver: Driver): Promise<string[]> {
  await driver.executeScript(AXE);
  const found = await driver.executeAsyncScript<AxeResults["violations"]>(`
    const done = arguments[arguments.length - 1];
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    axe.run(document, { runOnly: tags }).then((results) => done(results.violations));
  `);
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
