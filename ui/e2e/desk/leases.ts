import { Key } from "selenium-webdriver";

import type { Page } from "./page";

/** Checking out parts of the queue. */
export class Leases {
  constructor(private readonly page: Page) {}

  /** Checks out the most urgent of what the queue shows. */
  async checkOut(count: number, hours: 1 | 2 | 4 | 8 | 12): Promise<void> {
    await this.page.press("l");
    await this.page.find("check-out");
    await this.page.click(`check-out-hours-${hours}`);
    await this.page.fill("check-out-count", String(count));
    await this.page.press(Key.ENTER);
    await this.page.gone("check-out");
  }

  /** Shows who has what. */
  async open(): Promise<void> {
    await this.page.pressShift("L");
    await this.page.find("leases-page");
  }

  /** Gives the first of one's own back. */
  async giveBack(): Promise<void> {
    await this.page.click("lease-return");
    await this.page.gone("lease-return");
  }
}
