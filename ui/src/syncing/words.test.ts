import i18next from "i18next";
import { describe, expect, it } from "vitest";

import type { SyncStatus } from "../contract/contract";
import { formatsOf } from "../design";
import { ALONE, joined } from "../testing/hub";
import { clockWords, lookOf, pillWords, untilNextTry } from "./words";

const NOW = Date.parse("2026-11-21T15:00:00");
const speech = () => ({ t: i18next.t, formats: formatsOf("en"), now: NOW });
const line = (state: SyncStatus["connection"]["state"]): SyncStatus["connection"] => ({
  state,
  since: new Date("2026-11-21T14:02:00").toISOString(),
  failure: null,
  next_try: null,
});

describe("the status pill", () => {
  it.each<[string, string, SyncStatus]>([
    ["By itself · 12 changes on this desk", "quiet", ALONE],
    ["Looking for the hub", "quiet", joined({ connection: line("starting") })],
    ["Connected · all sent", "good", joined()],
    ["Connected · 1 change to send", "busy", joined({ unsent: 1 })],
    ["Connected · 2 files to send", "busy", joined({ files_waiting: 2 })],
    ["Connected · 3 files stay here", "good", joined({ files_staying: 3 })],
    [
      "Sending 3 of 12",
      "busy",
      joined({ unsent: 9, activity: { kind: "sending", done: 3, total: 12 } }),
    ],
    [
      "Sending files, 99 %",
      "busy",
      joined({ activity: { kind: "sending_files", done: 999, total: 1_000 } }),
    ],
    [
      "Offline since 14:02 · 7 changes on this desk",
      "offline",
      joined({ connection: line("offline"), unsent: 7 }),
    ],
    ["Offline since 14:02 · all sent", "offline", joined({ connection: line("offline") })],
    ["Not let in · 1 change on this desk", "shut", joined({ connection: line("shut"), unsent: 1 })],
  ])("says “%s”", (words, look, status) => {
    expect(pillWords(status, speech())).toBe(words);
    expect(lookOf(status)).toBe(look);
  });

  it("names the day where the line went down before today", () => {
    const since = new Date("2026-11-19T14:02:00").toISOString();
    const status = joined({ connection: { ...line("offline"), since } });
    expect(pillWords(status, speech())).toBe("Offline since 19 Nov, 14:02 · all sent");
  });
});

it.each([
  [null, "not compared yet"],
  [-999, "The hub's clock and this desk's agree."],
  [4_400, "The hub's clock is 4 s ahead."],
  [-119_000, "The hub's clock is 2 min behind."],
  [10_800_000, "The hub's clock is 3 h ahead."],
])("tells a clock offset of %s ms as “%s”", (offset, words) => {
  expect(clockWords(offset, i18next.t)).toBe(words);
});

it.each([
  [1, "in 1 second."],
  [-5, "in 0 seconds."],
  [119, "in 119 seconds."],
  [600, "in 10 min."],
])("counts %s seconds down to the next try", (seconds, words) => {
  const at = new Date(NOW + seconds * 1_000).toISOString();
  expect(untilNextTry(at, NOW, i18next.t)).toContain(words);
});
