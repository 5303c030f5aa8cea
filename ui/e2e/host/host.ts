import type { WebDriver } from "selenium-webdriver";

/** A desk at work: the real window, or Chromium against devhost. Stories don't know which. */
export interface Host {
  kind: "window" | "browser";
  /** The driver of the page. A new one after {@link Host.restart}. */
  driver(): WebDriver;
  /** Answers the question where to save, once it is asked; answers the file's path when it is there. */
  saveAs(name: RegExp): Promise<string>;
  /** Ends the program and starts it again on the same store. */
  restart(): Promise<void>;
  /** Ends everything that was started. */
  close(): Promise<void>;
}
