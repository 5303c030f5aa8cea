import { afterAll, beforeAll, expect, test } from "vitest";

import type { Desk } from "../desk/desk";
import type { Host } from "../host/host";
import { Hub } from "../host/hub";
import { fixture } from "../host/places";
import { deskFor } from "./desk";

const FLIGHT = fixture("flights/784-12345675.csv");
/** A parcel of that flight. */
const PARCEL = "LGG-26-0048217-03";
/** From the cable pulled to the pill that says so: a second, and what driving a page takes. */
const SEEN_WITHIN_MS = 2_000;

/** Two desks and a hub: they join, part, come to different things, meet and choose. */
export function syncingStory(open: (store: string) => Promise<Host>): void {
  let office: Hub | undefined;
  beforeAll(async () => {
    office = await Hub.open();
  });
  afterAll(() => office?.end());
  const { desk: anneke } = deskFor(open);
  const { desk: jan } = deskFor(open);
  const both = (act: (desk: Desk) => Promise<unknown>) => Promise.all([anneke(), jan()].map(act));
  const hub = () => {
    if (!office) throw new Error("the hub is not open yet");
    return office;
  };

  test("each works by itself and says so", async () => {
    await anneke().signIn("Anneke Maes");
    await jan().signIn("Jan Peeters");
    await both((desk) => desk.sync.is("alone"));
    await anneke().sync.open();
    await anneke().station("sync-1-alone");
  });

  test("a wrong code is refused in words, and what was typed stays", async () => {
    const { sync, page } = anneke();
    await sync.open();
    await page.fill("join-hub", hub().address);
    await page.fill("join-code", "AAAAA-BBBBB");
    await page.fill("join-desk-name", "Counter 1");
    await page.click("join");
    await page.find("failure");
    await sync.is("alone");
  });

  test("both join with a code of their own", async () => {
    await anneke().sync.join(hub().address, hub().invite("broker"), "Counter 1");
    await jan().sync.join(hub().address, hub().invite("broker"), "Counter 2");
    await jan().page.says("sync-facts", "Counter 2");
    await jan().station("sync-2-joined");
  });

  test("what one brings in, the other has", async () => {
    const counts = await anneke().importing.files([FLIGHT]);
    await anneke().importing.close();
    await anneke().sync.allSent();
    await jan().queue.counts("all", counts.new);
    await jan().queue.openDeclaration(PARCEL);
  });

  test("what one checks out, the other sees, by whom and until when", async () => {
    await anneke().queue.view("red");
    await anneke().queue.someRows();
    await anneke().leases.checkOut(3, 4);
    await jan().leases.open();
    await jan().page.says("lease", /Anneke Maes/);
    await jan().queue.view("red");
    await jan().page.says("mark-lease", "Anneke Maes");
    await jan().station("sync-3-leased");
    await anneke().leases.open();
    await anneke().leases.giveBack();
  });

  test("the cable is pulled: both say so within a second, and go on", async () => {
    await both((desk) => desk.queue.openDeclaration(PARCEL));
    await both((desk) => desk.sync.allSent());
    await hub().end();
    for (const took of await both((desk) => desk.sync.is("offline"))) {
      expect(took).toBeLessThan(SEEN_WITHIN_MS);
    }
    await anneke().review.hold("The label names another consignee");
    await jan().page.press("r");
    await jan().page.fill("reason", "Two watches, one declared");
    await jan().page.click("reason-confirm");
    await both((desk) => desk.page.until("a change waits", async () => (await desk.sync.unsent()) > 0));
    await jan().sync.open();
    await jan().page.says("sync-waiting", PARCEL);
    await jan().station("sync-4-offline");
  });

  test("they meet: the conflict is on both desks, and nothing is lost", async () => {
    await hub().start();
    await anneke().sync.tryNow();
    await anneke().sync.allSent();
    await jan().sync.tryNow();
    await jan().sync.allSent();
    await both((desk) => desk.sync.needs(1));
    await anneke().queue.openDeclaration(PARCEL);
    await anneke().page.find("conflict-banner");
    await anneke().station("sync-5-conflict-in-review");
  });

  test("one chooses by keyboard, the other sees it, and what lost stays to be read", async () => {
    await jan().conflicts.open();
    await jan().page.says("conflict-lrn", PARCEL);
    // Whichever desk found its way back first stands first.
    const held = /Anneke Maes · Counter 1.*Held.*The label names another consignee/;
    const refused = /Refused.*Two watches, one declared/;
    const first = await jan().page.text("side-standing");
    const [jans, other] = refused.test(first) ? (["standing", "contested"] as const) : (["contested", "standing"] as const);
    await jan().page.says(`side-${jans}`, refused);
    await jan().page.says(`side-${other}`, held);
    await jan().station("sync-6-conflict");
    await jan().conflicts.take(jans, "Counted twice");
    await jan().conflicts.none();
    await both((desk) => desk.sync.needs(0));
    await anneke().queue.openDeclaration(PARCEL);
    await anneke().review.tab("timeline");
    await anneke().page.says("event-resolved", "Counted twice");
    await anneke().page.says("event-decided", "The label names another consignee");
    await anneke().station("sync-7-resolved");
    await anneke().conflicts.open();
    await anneke().conflicts.showAnswered();
    await anneke().conflicts.show(PARCEL);
    await anneke().page.says("conflict-answer", /counts.*Jan Peeters.*Counted twice/);
  });

  test("both tell where the parcel is", async () => {
    await both((desk) => desk.parcels.ask(PARCEL));
    await both((desk) => desk.parcels.has("received"));
    await jan().station("sync-8-parcel");
  });

  test("after a restart the desk is joined and has everything", async () => {
    await jan().restart();
    await jan().sync.is("connected");
    await jan().sync.needs(0);
    await jan().queue.openDeclaration(PARCEL);
    await jan().review.tab("timeline");
    await jan().page.says("event-resolved", "Counted twice");
  });
}
