import { Key } from "selenium-webdriver";

import { number } from "./importing";
import type { Page } from "./page";

/** The queue: views, search, rows. */
export class Queue {
  constructor(private readonly page: Page) {}

  /** Shows a view of the sidebar. */
  async view(key: string): Promise<void> {
    await this.page.click(`view-${key}`);
    await this.page.find("queue");
  }

  /** How many a view holds, as the sidebar says. */
  async count(view: string): Promise<number> {
    return number(await this.page.text(`view-${view}`));
  }

  /** Waits until a view holds so many. */
  async counts(view: string, expected: number): Promise<void> {
    await this.page.until(
      `${view} holds ${expected}`,
      async () => (await this.count(view)) === expected,
    );
  }

  /** Searches the whole desk for a declaration and opens it. */
  async openDeclaration(lrn: string): Promise<void> {
    await this.view("all");
    await this.page.press("/");
    await this.page.fill("search", lrn);
    await this.page.press(Key.ENTER);
    await this.page.click(`row-${lrn}`);
    await this.page.says("review-lrn", lrn);
  }

  /** LRNs of the rows on the screen, from the top. */
  rows(): Promise<string[]> {
    return this.page.run<string[]>(
      `return [...document.querySelectorAll('[data-testid^="row-"]')]
        .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
        .map((row) => row.dataset.testid.slice(4))`,
    );
  }

  /** Waits until there are rows, and answers them. */
  async someRows(): Promise<string[]> {
    let rows: string[] = [];
    await this.page.until("the queue has rows", async () => (rows = await this.rows()).length > 0);
    return rows;
  }
}
