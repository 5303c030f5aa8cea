import { Key } from "selenium-webdriver";

import type { Page } from "./page";

/** Asking where parcels are. */
export class Parcels {
  constructor(private readonly page: Page) {}

  /** Asks for numbers, one a line. */
  async ask(...numbers: string[]): Promise<void> {
    await this.page.press("t");
    await this.page.fill("parcel-numbers", numbers.join(", "));
    await this.page.press(Key.ENTER);
  }

  /** Waits until the one that was asked for has reached a stage. */
  async has(stage: string): Promise<void> {
    await this.page.until(`${stage} is reached`, async () => {
      const step = await this.page.find(`stage-${stage}`);
      return ["reached", "now"].includes((await step.getAttribute("data-state")) ?? "");
    });
  }
}
