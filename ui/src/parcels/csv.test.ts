import { expect, it } from "vitest";

import { fakeRow } from "../testing/rows";
import { fakeParcel } from "../testing/scenes";
import { csvOf } from "./csv";

const words = {
  heads: [
    "asked",
    "parcel",
    "lrn",
    "mrn",
    "awb",
    "goods",
    "consignee",
    "stage",
    "at",
    "from",
    "next",
    "as of",
  ],
  stage: (stage: string) => stage.toUpperCase(),
  from: (from: string, name: string | null) => name ?? from,
};
const answer = (asked: string, parcels: ReturnType<typeof fakeParcel>[]) => ({
  asked,
  kind: null,
  parcels,
  on_hub_only: false,
});

it("has one line for each parcel, and one for a number that gave none", () => {
  const parcel = fakeParcel(fakeRow(1));
  const lines = csvOf([answer("awb", [parcel, parcel]), answer("none", [])], words)
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^awb,LP000000001BE,.*,ACCEPTED,\d{4}-.*,authority,RELEASED,/);
  expect(lines[3]).toBe(`none${",".repeat(words.heads.length - 1)}`);
});

it.each([
  ["a comma", 'Train, "red"', '"Train, ""red"""'],
  ["a formula", "=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["a line break", "Train\nred", '"Train\nred"'],
])("keeps %s as text", (_, goods, written) => {
  const csv = csvOf([answer("x", [fakeParcel(fakeRow(1), { goods })])], words);
  expect(csv).toContain(`,${written},`);
});
