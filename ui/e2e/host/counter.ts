import { execFileSync } from "node:child_process";

import type { Hub } from "./hub";
import { built, newFolder } from "./places";

/** A desk without a window, at which others work while the story looks elsewhere. */
export class Counter {
  private readonly store = newFolder("counter");

  /** Somebody signs in there, and the desk joins the hub. */
  constructor(hub: Hub, broker: string) {
    this.does("sign-in", broker);
    this.does("enrol", "--hub", hub.address, "--code", hub.invite("broker"), "--name", "Counter");
  }

  /** Carries out a command of the command line. */
  does(...words: string[]): void {
    execFileSync(built("greenlane"), ["--store", this.store, ...words], { stdio: "ignore" });
  }
}
