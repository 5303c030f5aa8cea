import { describe, expect, test } from "vitest";

import type { Measured } from "../contract/contract";
import { readDecimal, subtract } from "./decimal";
import { countDifferences, difference } from "./difference";

describe("reading a decimal", () => {
  test.each([
    ["0.62", "0.62"],
    ["0,62", "0.62"],
    [" 1 250,5 ", "1250.5"],
    [".5", "0.5"],
    ["-3", "-3"],
    ["", null],
    ["1.2.3", null],
    ["12 kg", null],
    ["1e3", null],
  ])("%j is %j", (typed, expected) => {
    expect(readDecimal(typed)).toBe(expected);
  });
});

test("subtracting is exact where floating point is not", () => {
  expect(subtract("0.3", "0.1")).toBe("0.2");
  expect(subtract("12345678901234567890.01", "0.02")).toBe("12345678901234567889.99");
  expect(subtract("1", "1.000")).toBe("0.000");
});

test("a - b and b - a differ in sign only, for thousands of pairs", () => {
  for (let a = -60; a < 60; a += 7) {
    for (let b = 0; b < 4000; b += 37) {
      const [left, right] = [`${a}.25`, `${(b / 8).toFixed(3)}`];
      const there = subtract(left, right) ?? "";
      const back = subtract(right, left) ?? "";
      expect(there.replace("-", "")).toBe(back.replace("-", ""));
    }
  }
});

describe("measured beside declared", () => {
  test.each([
    ["nothing measured", "2", null, { kind: "open" }],
    ["only blanks", "2", "  ", { kind: "open" }],
    ["the same, written with more digits", "0.5", "0,500", { kind: "same" }],
    ["more", "0.62", "0.70", { kind: "more", by: "0.08" }],
    ["less", "10", "7", { kind: "less", by: "3" }],
    ["a whole hundred less", "300", "200", { kind: "less", by: "100" }],
    ["nothing declared", null, "7", { kind: "undeclared" }],
    ["no number", "10", "seven", { kind: "unreadable" }],
    ["negative", "10", "-7", { kind: "unreadable" }],
  ])("%s", (_, declared, measured, expected) => {
    expect(difference(declared, measured)).toEqual(expected);
  });
});

test("differences are counted over all measures of all items", () => {
  const row: Measured = {
    item: 1,
    declared_quantity: "2",
    quantity: "2",
    declared_gross_mass: "0.62",
    gross_mass: "0.7",
    declared_packages: "1",
    packages: null,
  };
  expect(countDifferences([row, { ...row, item: 2, quantity: "1" }])).toBe(3);
});
