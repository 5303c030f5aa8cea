import { afterAll, afterEach, beforeAll } from "vitest";

import { Desk } from "../desk/desk";
import type { Host } from "../host/host";
import { newFolder } from "../host/places";

/** How long opening may take: some stories import a large file first, with an unoptimised program. */
const OPENING = 600_000;

/** A new desk for the stories of a file. What a failed story left on the screen is kept as a picture. */
export function deskFor(open: (store: string) => Promise<Host>): { desk: () => Desk } {
  let host: Host | undefined;
  let desk: Desk | undefined;
  beforeAll(async () => {
    host = await open(newFolder("story"));
    desk = new Desk(host);
  }, OPENING);
  afterEach(async ({ task }) => {
    const name = task.name.replace(/[^a-z]+/gi, "-").slice(0, 40);
    if (task.result?.state === "fail") await desk?.page.screenshot(`failed/${name}`);
  });
  afterAll(() => host?.close());
  return {
    desk: () => {
      if (!desk) throw new Error("the desk is not open yet");
      return desk;
    },
  };
}
