import { describe, expect, it } from "vitest";

import { asDeclared, placeOf, readPlace, spaced } from "./place";

describe("a line of the nomenclature", () => {
  it.each([
    ["6109100010", 80, "6109100010", { code: "6109100010", suffix: null }],
    ["61099020", 10, "61099020-10", { code: "61099020", suffix: 10 }],
  ])("%s %s is named %s and found again", (code, suffix, name, place) => {
    expect(placeOf({ code, suffix })).toBe(name);
    expect(readPlace(name)).toEqual(place);
  });

  it("may be typed with blanks and points", () => {
    expect(readPlace("6109.10 00")).toEqual({ code: "61091000", suffix: null });
  });

  it.each([
    ["61", "61"],
    ["6109", "6109"],
    ["6109100010", "6109 10 00 10"],
  ])("is printed as the tariff prints it: %s", (code, printed) => {
    expect(spaced(code)).toBe(printed);
  });

  it.each([
    ["6109100010", "950300", "H7", "610910"],
    ["6109100010", "", "H7", "610910"],
    ["610910", "", "H1", "6109100000"],
    ["6109100010", "95030049", "H1", "61091000"],
    ["6109", "950300", "H7", "6109"],
  ])("%s in the place of “%s” in an %s is %s", (code, now, dataSet, expected) => {
    expect(asDeclared(code, now, dataSet)).toBe(expected);
  });
});
