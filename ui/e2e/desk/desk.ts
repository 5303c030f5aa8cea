import { Key } from "selenium-webdriver";

import type { Host } from "../host/host";
import { Conflicts } from "./conflicts";
import { Importing } from "./importing";
import { Inspection } from "./inspection";
import { Leases } from "./leases";
import { Page } from "./page";
import { Parcels } from "./parcels";
import { Printing } from "./printing";
import { Queue } from "./queue";
import { Review } from "./review";
import { Sync } from "./sync";

/** A desk as its broker sees it, in whatever host. */
export class Desk {
  readonly page: Page;
  readonly importing: Importing;
  readonly queue: Queue;
  readonly review: Review;
  readonly inspection: Inspection;
  readonly printing: Printing;
  readonly sync: Sync;
  readonly conflicts: Conflicts;
  readonly leases: Leases;
  readonly parcels: Parcels;

  constructor(private readonly host: Host) {
    this.page = new Page(host);
    this.importing = new Importing(this.page);
    this.queue = new Queue(this.page);
    this.review = new Review(this.page);
    this.inspection = new Inspection(this.page);
    this.printing = new Printing(this.page);
    this.sync = new Sync(this.page);
    this.conflicts = new Conflicts(this.page);
    this.leases = new Leases(this.page);
    this.parcels = new Parcels(this.page);
  }

  /** Says who works here, as a new desk asks. */
  async signIn(name: string): Promise<void> {
    await this.page.fill("broker-name", name);
    await this.page.press(Key.ENTER);
    await this.page.find("sidebar");
  }

  /** Takes back the last thing that was done. */
  async undo(): Promise<void> {
    await this.page.press("z");
  }

  /** Leaves for a page of the sidebar. */
  async open(page: "documents" | "imports" | "reference"): Promise<void> {
    await this.page.click(`page-${page}`);
  }

  /** Ends the program and starts it again on the same store. */
  async restart(): Promise<void> {
    await this.host.restart();
    await this.page.find("sidebar");
  }

  /** Shows the desk light or dark, whatever the system has. */
  async theme(theme: "light" | "dark"): Promise<void> {
    await this.page.run("document.documentElement.dataset.theme = arguments[0]", theme);
  }

  /** Keeps what the desk looks like here, light and dark, for people to look at. */
  async station(name: string): Promise<void> {
    const folder = this.page.kind === "window" ? "" : "browser/";
    await this.page.pointAway();
    for (const theme of ["light", "dark"] as const) {
      await this.theme(theme);
      await this.page.screenshot(`${folder}${theme}-${name}`);
    }
    await this.theme("light");
  }
}
