import { Key } from "selenium-webdriver";

import type { Page } from "./page";

export type Document = "release-note" | "duty-notice" | "inspection-report" | "declaration";

/** Printing what is under review. */
export class Printing {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.press("p");
    await this.page.find("print-dialog");
  }

  /** Chooses a document and waits until its first page is drawn. */
  async preview(document: Document): Promise<void> {
    await this.page.click(`print-document-${document}`);
    await this.page.find("print-preview-page");
    await this.page.until(`${document} is drawn`, () => this.page.run<boolean>(DRAWN));
  }

  /** Why a document cannot be had: the desk's code. */
  async refusal(document: Document): Promise<string | null> {
    const choice = await this.page.find(`print-document-${document}`);
    const [refused] = await choice.findElements({ css: "[data-code]" });
    return refused ? refused.getAttribute("data-code") : null;
  }

  /** Makes the document for good and keeps it as a file; answers the file's path. */
  async save(name: RegExp): Promise<string> {
    await this.page.click("print-save");
    const path = await this.page.saveAs(name);
    await this.page.gone("print-dialog");
    return path;
  }

  async close(): Promise<void> {
    await this.page.press(Key.ESCAPE);
    await this.page.gone("print-dialog");
  }
}

/** Whether any pixel of the first page's canvas is neither white nor clear. */
const DRAWN = `
  const canvas = document.querySelector('[data-testid="print-preview-page"] [data-drawn] canvas');
  if (!canvas || canvas.width === 0) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 0 && data[at] < 128) return true;
  return false;
`;
