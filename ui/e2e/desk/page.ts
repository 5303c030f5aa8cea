import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { By, error, Key, Origin, type WebDriver, type WebElement } from "selenium-webdriver";

import type { Host } from "../host/host";
import { root } from "../host/places";

/** How long the desk may take to show something. */
const PATIENCE = 15_000;

/** The page as stories see it: elements by their `data-testid`, real keys, real pointer. */
export class Page {
  constructor(private readonly host: Pick<Host, "kind" | "driver" | "saveAs">) {}

  get kind(): Host["kind"] {
    return this.host.kind;
  }

  get driver(): WebDriver {
    return this.host.driver();
  }

  /** The element, as soon as it is there. */
  async find(id: string, patience = PATIENCE): Promise<WebElement> {
    await this.until(`${id} is there`, () => this.isThere(id), patience);
    return this.driver.findElement(byId(id));
  }

  /** All of them; asked for again where one was redrawn while the driver took hold of it. */
  async all(id: string): Promise<WebElement[]> {
    const ask = () => this.driver.findElements(byId(id));
    let found: WebElement[] | null = null;
    while (found === null) found = await this.settled<WebElement[] | null>(ask, null);
    return found;
  }

  async isThere(id: string): Promise<boolean> {
    return (await this.all(id)).length > 0;
  }

  async gone(id: string): Promise<void> {
    await this.until(`${id} is gone`, async () => !(await this.isThere(id)));
  }

  /** What the element says, one space between words. */
  async text(id: string): Promise<string> {
    let text = "";
    await this.until(`${id} says something`, async () => {
      text = await this.settled(
        async () => this.words(await this.driver.findElement(byId(id))),
        "",
      );
      return text !== "";
    });
    return text;
  }

  /** What an element shows. WebKitWebDriver's own answer leaves out what ends in an ellipsis. */
  private async words(element: WebElement): Promise<string> {
    const text = await this.run<string>("return arguments[0].innerText", element);
    return text.replace(/\s+/g, " ").trim();
  }

  /** Waits until the element says what is expected. */
  async says(id: string, expected: string | RegExp): Promise<void> {
    let text = "";
    const fits = () =>
      typeof expected === "string" ? text.includes(expected) : expected.test(text);
    const look = async () => {
      const elements = await this.all(id);
      text = (await Promise.all(elements.map((one) => this.words(one)))).join(" ");
      return fits();
    };
    try {
      await this.until(`${id} says ${expected}`, () => this.settled(look, false));
    } catch (cause) {
      throw new Error(`${id} says “${text}” and not ${expected}`, { cause });
    }
  }

  /** Clicks as soon as it can be clicked. */
  async click(id: string): Promise<void> {
    await this.until(`${id} can be clicked`, () =>
      this.settled(async () => {
        const element = await this.driver.findElement(byId(id));
        if (!(await element.isEnabled())) return false;
        await element.click();
        return true;
      }, false),
    );
  }

  /** Replaces what is in a field. */
  async fill(id: string, text: string): Promise<void> {
    const field = await this.find(id);
    await field.click();
    await this.pressCtrl("a");
    await this.press(Key.BACK_SPACE);
    await field.sendKeys(text);
  }

  /** Chooses an option of a list by its value. */
  async choose(id: string, value: string): Promise<void> {
    const field = await this.find(id);
    const option = By.css(`option[value="${value}"]`);
    await this.until(
      `${id} offers ${value}`,
      async () => (await field.findElements(option)).length > 0,
    );
    await field.findElement(option).click();
  }

  /** Presses keys as on a keyboard, wherever the focus is. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.driver.actions().sendKeys(key).perform();
  }

  /** Presses a key with Ctrl held. */
  async pressCtrl(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }

  /** Presses a key with Shift held. */
  async pressShift(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.SHIFT).sendKeys(key).keyUp(Key.SHIFT).perform();
  }

  /** Gives files to a file field, as the system's dialog would. */
  async giveFiles(id: string, paths: string[]): Promise<void> {
    const field = await this.find(id);
    await field.sendKeys(paths.join("\n"));
  }

  /** Drags the pointer over an element: from and to are shares of its width and height. */
  async drag(id: string, from: [number, number], to: [number, number]): Promise<void> {
    const element = await this.find(id);
    const { width, height } = await element.getRect();
    const at = ([x, y]: [number, number]) => ({
      x: Math.round((x - 0.5) * width),
      y: Math.round((y - 0.5) * height),
      origin: element,
    });
    const half: [number, number] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    await this.driver
      .actions({ async: true })
      .move(at(from))
      .press()
      .move({ ...at(half), duration: 100 })
      .move({ ...at(to), duration: 100 })
      .release()
      .perform();
  }

  /** Moves the pointer to where it touches nothing. */
  async pointAway(): Promise<void> {
    await this.driver
      .actions({ async: true })
      .move({ x: 1, y: 1, origin: Origin.VIEWPORT })
      .perform();
  }

  /** Answers the question where to save; answers the file's path. */
  saveAs(name: RegExp): Promise<string> {
    return this.host.saveAs(name);
  }

  /** Runs a function in the page. */
  run<T>(script: string, ...given: unknown[]): Promise<T> {
    return this.driver.executeScript<T>(script, ...given);
  }

  /** Keeps what the page looks like, below `target/screenshots`. */
  async screenshot(name: string): Promise<void> {
    const file = join(root, "target/screenshots", `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await this.driver.takeScreenshot(), "base64");
  }

  /** Waits until something holds. */
  async until(what: string, holds: () => Promise<boolean>, patience = PATIENCE): Promise<void> {
    await this.driver.wait(holds, patience, `waited in vain until ${what}`, 30);
  }

  /** The answer, or the other one while the page is being redrawn under the driver's hands. */
  private async settled<T>(ask: () => Promise<T>, meanwhile: T): Promise<T> {
    try {
      return await ask();
    } catch (thrown) {
      if (PASSING.some((kind) => thrown instanceof kind)) return meanwhile;
      throw thrown;
    }
  }
}

const PASSING = [
  error.NoSuchElementError,
  error.StaleElementReferenceError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
];

function byId(id: string): By {
  return By.css(`[data-testid=${JSON.stringify(id)}]`);
}
