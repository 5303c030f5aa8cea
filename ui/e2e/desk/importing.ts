import type { Page } from "./page";

/** What became of the records of an import. */
export interface Counts {
  new: number;
  amended: number;
  unchanged: number;
  messages: number;
  waiting: number;
  refused: number;
}

const COUNTS = ["new", "amended", "unchanged", "messages", "waiting", "refused"] as const;

/** Bringing files in. */
export class Importing {
  constructor(private readonly page: Page) {}

  /** Imports files through the dialog and answers what became of them. The result stays open. */
  async files(paths: string[]): Promise<Counts> {
    if (!(await this.page.isThere("import-dialog"))) await this.page.pressCtrl("o");
    await this.page.find("import-drop");
    await this.page.giveFiles("import-files", paths);
    return this.result();
  }

  /** Drops files on the window, as far as a page can see. */
  async drop(id: string, files: { name: string; text: string }[]): Promise<void> {
    await this.page.find(id);
    await this.page.run(DROP, id, files);
  }

  /** What became of the import, once it has ended. */
  async result(): Promise<Counts> {
    await this.page.find("import-done", 90_000);
    const counts = await Promise.all(
      COUNTS.map(async (name) => [name, number(await this.page.text(`import-count-${name}`))]),
    );
    return Object.fromEntries(counts) as Counts;
  }

  /** Another import, from the result of one. */
  async again(): Promise<void> {
    await this.page.click("import-again");
  }

  async close(): Promise<void> {
    await this.page.click("import-close");
    await this.page.gone("import-dialog");
  }
}

/** WebDriver has no dragging from outside the page: the events are the ones the browser would send. */
const DROP = `
  const [id, files] = arguments;
  const target = document.querySelector('[data-testid="' + id + '"]');
  const dataTransfer = new DataTransfer();
  for (const { name, text } of files) dataTransfer.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
`;

/** A number as people read it: the separators of thousands go. */
export function number(text: string): number {
  const digits = text.replace(/[^\d]/g, "");
  if (digits === "") throw new Error(`“${text}” is no number`);
  return Number(digits);
}
