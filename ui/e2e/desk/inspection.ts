import type { Page } from "./page";

/** An inspection: its record, its photos, its result. */
export class Inspection {
  constructor(private readonly page: Page) {}

  /** Refers what is under review; its inspection opens. */
  async refer(): Promise<void> {
    await this.page.press("i");
    await this.page.find("inspection-remarks");
  }

  /** Writes the record; it is on disk when this answers. */
  async record(measured: { grossMass: string; packages: string; remarks: string }): Promise<void> {
    await this.page.choose("inspection-control-type", "40");
    await this.page.fill("measured-whole-gross_mass", measured.grossMass);
    await this.page.fill("measured-whole-packages", measured.packages);
    await this.page.fill("inspection-remarks", measured.remarks);
    await this.page.pressCtrl("s");
    await this.saved();
  }

  async saved(): Promise<void> {
    await this.page.until("the record is saved", async () => {
      const mark = await this.page.find("inspection-saved");
      return (await mark.getAttribute("data-state")) === "clean";
    });
  }

  async addPhotos(paths: string[]): Promise<void> {
    const before = await this.photos();
    await this.page.giveFiles("photo-file", paths);
    await this.hasPhotos(before + paths.length);
  }

  /** Shows a photo, counted from one. */
  async showPhoto(number: number): Promise<void> {
    await (await this.page.all("photo-thumb"))[number - 1]?.click();
  }

  async hasPhotos(count: number): Promise<void> {
    await this.page.until(`${count} photos are there`, async () => (await this.photos()) === count);
    await this.page.gone("upload");
  }

  private async photos(): Promise<number> {
    return (await this.page.all("photo-thumb")).length;
  }

  /** Draws a rectangle on the photo, corner to corner in shares of its size, and says what it shows. */
  async drawBox(from: [number, number], to: [number, number], note: string): Promise<void> {
    const before = await this.notes();
    await this.page.click("tool-box");
    await this.page.drag("photo", from, to);
    await this.page.find("annotation-note");
    await this.page.fill("annotation-note", note);
    await this.page.click("annotation-done");
    await this.hasNotes(before + 1);
  }

  async hasNotes(count: number): Promise<void> {
    await this.page.until(`${count} notes are there`, async () => (await this.notes()) === count);
  }

  private async notes(): Promise<number> {
    return (await this.page.all("annotation")).length;
  }

  /** Closes the inspection with a result of the code list and signs it. */
  async close(result: string): Promise<void> {
    await this.page.click("action-closeInspection");
    await this.page.choose("inspection-result", result);
    await this.page.click("inspection-sign");
    await this.page.says("inspection-closed", result);
  }

  /** Opens the inspection of what is under review, as it was closed. */
  async reopen(): Promise<void> {
    await this.page.click("tab-evidence");
    await this.page.click("evidence-inspection");
    await this.page.find("inspection");
  }
}
