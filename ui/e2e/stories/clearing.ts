import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import type { Host } from "../host/host";
import { fixture } from "../host/places";
import { deskFor } from "./desk";

const FLIGHTS = ["784-12345675.csv", "784-44712082.csv"].map((name) => fixture(`flights/${name}`));
const DECLARATIONS = allBelow(fixture("declarations"));
const REPLIES = allBelow(fixture("replies"));

/** Goods described as “gift”. */
const VAGUE = "LGG-26-0049497-04";
const DESCRIPTION = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Description";
/** Six parcels to one consignee, and the parcel itself over the limit. */
const OVER_LIMIT = "LGG-26-0048217-03";
/** An import that the authority released. */
const RELEASED = "LGG26-I000101";

const PHOTOS = ["label.png", "parcel.jpg"].map((name) => fixture(`photos/${OVER_LIMIT}_${name}`));

/** A broker clears a day: the story, the same in every host. */
export function clearingStory(open: (store: string) => Promise<Host>): void {
  const { desk } = deskFor(open);

  test("a new desk asks who works here", async () => {
    await desk().page.find("sign-in");
    await desk().station("1-sign-in");
    await desk().signIn("Anneke Maes");
  });

  test("the day comes in: flights, declarations, replies in whatever order", async () => {
    const replies = await desk().importing.files(REPLIES);
    expect(replies).toMatchObject({ new: 0, refused: 0 });
    expect(replies.waiting).toBe(replies.messages);
    await desk().importing.again();
    const day = await desk().importing.files([...FLIGHTS, ...DECLARATIONS]);
    expect(day.refused).toBe(0);
    expect(day.new).toBe(lrnsIn(FLIGHTS).size + lrnsIn(DECLARATIONS).size);
    await desk().station("2-import");
    await desk().importing.again();
    const same = await desk().importing.files([...FLIGHTS, ...DECLARATIONS]);
    expect(same).toMatchObject({ new: 0, amended: 0, unchanged: day.new, refused: 0 });
    await desk().importing.close();
    expect(await desk().queue.count("all")).toBe(day.new);
  });

  test("review by keyboard: approve, and take it back", async () => {
    await desk().queue.view("yellow");
    const [first, second] = await desk().queue.someRows();
    await desk().page.says("review-lrn", first!);
    await desk().page.press("j");
    await desk().page.says("review-lrn", second!);
    await desk().page.press("k");
    await desk().page.says("review-lrn", first!);
    await desk().station("3-queue");

    const waiting = await desk().queue.count("yellow");
    expect(await desk().review.approve()).toBe(second);
    await desk().queue.counts("yellow", waiting - 1);
    await desk().undo();
    await desk().queue.counts("yellow", waiting);
    await desk().queue.counts("approved", 0);
    await desk().page.says("review-lrn", first!);
    await desk().review.approve();
    await desk().queue.counts("approved", 1);
  });

  test("hold, with the reason in the timeline", async () => {
    await desk().queue.view("red");
    const [, held] = await desk().queue.someRows();
    await desk().page.press("j");
    await desk().page.says("review-lrn", held!);
    await desk().review.hold("Asked the sender for the invoice");
    await desk().queue.counts("held", 1);
    await desk().queue.openDeclaration(held!);
    await desk().review.tab("timeline");
    await desk().page.says("event-decided", "Asked the sender for the invoice");
    await desk().station("4-held");
  });

  test("amend a field; the old value stays in the timeline", async () => {
    await desk().queue.openDeclaration(VAGUE);
    await desk().review.amend(
      DESCRIPTION,
      "gift",
      "Wooden train, 12 parts",
      "Named on the invoice",
    );
    await desk().review.tab("timeline");
    await desk().page.says("event-amended", /gift.*Wooden train, 12 parts/);
    await desk().station("5-amended");
  });

  test("refer, inspect, and show on photos what was found", async () => {
    await desk().queue.openDeclaration(OVER_LIMIT);
    await desk().station("6-review");
    await desk().inspection.refer();
    await desk().inspection.record({
      grossMass: "1.25",
      packages: "1",
      remarks: "One watch more than declared",
    });
    await desk().inspection.addPhotos(PHOTOS);
    await desk().inspection.drawBox([0.25, 0.3], [0.6, 0.7], "Label of another sender");
    await desk().station("7-inspection");
    await desk().inspection.close("A2");
    await desk().station("8-inspection-closed");
  });

  test("print: what may be had is shown, what may not says why", async () => {
    await desk().queue.openDeclaration(OVER_LIMIT);
    await desk().printing.open();
    expect(await desk().printing.refusal("release-note")).toBe("not_released");
    await desk().printing.preview("declaration");
    await desk().station("9-print-declaration");
    await desk().printing.preview("inspection-report");
    await desk().station("9-print-inspection-report");
    await desk().printing.close();

    await desk().queue.openDeclaration(RELEASED);
    await desk().printing.open();
    await desk().printing.preview("release-note");
    await desk().station("9-print-release-note");
    const file = await desk().printing.save(/^LGG26-I000101 release-note r\d+ \w+\.pdf$/);
    expect(textOfPdf(file)).toMatch(/Release note[\s\S]*LGG26-I000101[\s\S]*Released/);
    await desk().open("documents");
    await desk().page.says("print-record", RELEASED);
    await desk().station("9-documents");
  });

  test("after a restart everything is still there", async () => {
    await desk().restart();
    await desk().queue.counts("approved", 1);
    await desk().queue.counts("held", 1);
    await desk().open("documents");
    await desk().page.says("print-record", RELEASED);
    await desk().queue.openDeclaration(VAGUE);
    await desk().review.tab("timeline");
    await desk().page.says("event-amended", /gift.*Wooden train, 12 parts/);
    await desk().queue.openDeclaration(OVER_LIMIT);
    await desk().inspection.reopen();
    await desk().inspection.hasPhotos(PHOTOS.length);
    await desk().inspection.showPhoto(PHOTOS.length);
    await desk().inspection.hasNotes(1);
    await desk().page.says("annotation", "Label of another sender");
  });
}

/** A PDF's text, as another program reads it. */
function textOfPdf(path: string): string {
  return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
}

/** LRNs of all declarations in files, found by their form alone. */
function lrnsIn(files: string[]): Set<string> {
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
  return new Set(text.match(/LGG-26-\d{7}-\d{2}|LGG26-[IE]\d{6}/g));
}

function allBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
