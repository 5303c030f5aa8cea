import { Key } from "selenium-webdriver";

import type { Page } from "./page";

/** The declaration under review. */
export class Review {
  constructor(private readonly page: Page) {}

  /** LRN of the declaration under review. */
  lrn(): Promise<string> {
    return this.page.text("review-lrn");
  }

  /** Waits until another declaration than this one is under review, and answers it. */
  async movedOnFrom(lrn: string): Promise<string> {
    let now = lrn;
    await this.page.until(
      `the review moves on from ${lrn}`,
      async () => (now = await this.lrn()) !== lrn,
    );
    return now;
  }

  /** Approves what is under review and answers what comes next. */
  async approve(): Promise<string> {
    const lrn = await this.lrn();
    await this.page.press("a");
    await this.page.says("toast", lrn);
    return this.movedOnFrom(lrn);
  }

  /** Holds what is under review, saying why. */
  async hold(reason: string): Promise<void> {
    const lrn = await this.lrn();
    await this.page.press("h");
    await this.page.find("reason-dialog");
    await this.page.fill("reason", reason);
    await this.page.press(Key.ENTER);
    await this.page.gone("reason-dialog");
    await this.page.says("toast", lrn);
  }

  /** Opens a tab. */
  async tab(
    name: "overview" | "items" | "charges" | "evidence" | "timeline" | "elements",
  ): Promise<void> {
    // A banner that comes or goes meanwhile moves the tabs away from under the pointer.
    await this.page.until(`panel-${name} is there`, async () => {
      await this.page.click(`tab-${name}`);
      return this.page.isThere(`panel-${name}`);
    });
  }

  /** Amends a data element, found by a word in it. */
  async amend(path: string, word: string, value: string, reason: string): Promise<void> {
    await this.tab("elements");
    await this.page.fill("elements-search", word);
    await (await this.page.find(`element-${path}`)).sendKeys(Key.ENTER);
    await this.page.fill("element-value", value);
    await this.page.fill("element-reason", reason);
    await this.page.press(Key.ENTER);
    await this.page.gone("element-editor");
  }
}
