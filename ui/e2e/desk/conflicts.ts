import { Key } from "selenium-webdriver";

import type { Page } from "./page";

/** What two desks came to without knowing of each other, and choosing between it by keyboard. */
export class Conflicts {
  constructor(private readonly page: Page) {}

  /** Shows the page. */
  async open(): Promise<void> {
    await this.page.pressShift("X");
    await this.page.find("conflicts-page");
  }

  /** Shows the one about a declaration. */
  async show(lrn: string): Promise<void> {
    await this.page.click(`conflict-${lrn}`);
    await this.page.says("conflict-lrn", lrn);
  }

  /** Takes a whole side and confirms it, saying why. */
  async take(side: "standing" | "contested", reason?: string): Promise<void> {
    await this.page.find("three-way");
    await this.page.press(side === "standing" ? "1" : "2");
    await this.page.find("outcome");
    if (reason) await this.page.fill("conflict-reason", reason);
    await this.page.pressCtrl(Key.ENTER);
  }

  /** Waits until nothing is to be chosen. */
  async none(): Promise<void> {
    await this.page.find("conflicts-none");
  }

  /** Shows the answered ones too. */
  async showAnswered(): Promise<void> {
    await this.page.click("conflicts-all");
  }
}
