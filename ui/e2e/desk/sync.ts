import { Key } from "selenium-webdriver";

import type { Page } from "./page";

/** How the line is, as the pill has it for programs. */
export type LineState = "alone" | "starting" | "connected" | "offline" | "shut";

/** The line to the hub: the pill, and the page behind it. */
export class Sync {
  constructor(private readonly page: Page) {}

  /** Shows the page. */
  async open(): Promise<void> {
    await this.page.click("page-sync");
    await this.page.find("sync-page");
  }

  /** Joins a hub through the page. */
  async join(hub: string, code: string, deskName: string): Promise<void> {
    await this.open();
    await this.page.fill("join-hub", hub);
    await this.page.fill("join-code", code);
    await this.page.fill("join-desk-name", deskName);
    await this.page.press(Key.ENTER);
    await this.page.find("sync-facts", 30_000);
    await this.is("connected");
  }

  /** How the line is now. */
  async state(): Promise<LineState> {
    return (await this.pill("data-state")) as LineState;
  }

  /** Waits until the line is so; answers after how many milliseconds. */
  async is(state: LineState, patience?: number): Promise<number> {
    const start = Date.now();
    await this.page.until(
      `the line is ${state}`,
      async () => (await this.state()) === state,
      patience,
    );
    return Date.now() - start;
  }

  /** How many changes the hub does not have. */
  async unsent(): Promise<number> {
    return Number(await this.pill("data-unsent"));
  }

  /** Waits until the hub has everything. */
  async allSent(): Promise<void> {
    await this.is("connected");
    await this.page.until("everything is sent", async () => (await this.unsent()) === 0, 60_000);
  }

  /** Waits until so many things call for a person. */
  async needs(count: number): Promise<void> {
    const now = async () => Number(await this.pill("data-needs"));
    await this.page.until(`${count} need a person`, async () => (await now()) === count, 30_000);
  }

  /** Does not wait for the desk's own timer. */
  async tryNow(): Promise<void> {
    await this.page.pressShift("S");
  }

  private async pill(attribute: string): Promise<string | null> {
    return (await this.page.find("status-pill")).getAttribute(attribute);
  }
}
