import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";

import { openWindow } from "../host/window";
import { clearingStory } from "../stories/clearing";

describe("a broker clears a day in the real window", () => {
  test.runIf(process.env.GREENLANE_STORY_OFFLINE)("there is no network but loopback", () => {
    expect(Object.keys(networkInterfaces())).toEqual(["lo"]);
  });

  clearingStory(openWindow);
});
