import { describe, expect, it } from "vitest";

import { fakeRow } from "../testing/rows";
import { dataConflict, decisionConflict } from "../testing/scenes";
import { choiceOf, firstPicks, outcome, picked, unchosen, wholeSide, WHOLE } from "./picks";

const DESCRIPTION = "items/1/description";
const VALUE = "items/1/value";
const COMMODITY = "items/1/commodity";

const data = dataConflict(fakeRow(1));
const decision = decisionConflict(fakeRow(1));

describe("choosing in data", () => {
  it("starts with what only one side changed, and leaves clashes to a person", () => {
    const picks = firstPicks(data);
    expect([...picks]).toEqual([[COMMODITY, "contested"]]);
    expect(unchosen(data, picks)).toEqual([DESCRIPTION, VALUE]);
  });

  it("keeps what stands where the later side never touched it, also when all of that side is taken", () => {
    const fields = data.fields.map((field) =>
      field.path === COMMODITY ? { ...field, standing: "950390", contested: field.base } : field,
    );
    const conflict = { ...data, fields };
    const picks = wholeSide(conflict, "contested");
    expect(picks.get(COMMODITY)).toBe("standing");
    expect(choiceOf(conflict, picks)).toEqual({
      choice: "combined",
      fields: [
        { path: DESCRIPTION, value: data.fields[0]?.contested },
        { path: VALUE, value: "49.95" },
      ],
    });
  });

  it.each([
    ["standing", "standing"],
    ["contested", "contested"],
  ] as const)("takes all of one side as %s", (side, choice) => {
    const picks = wholeSide(data, side);
    expect(unchosen(data, picks)).toEqual([]);
    expect(choiceOf(data, picks)).toEqual({ choice, fields: [] });
  });

  it("combines element by element, naming what differs from what stands", () => {
    const picks = picked(picked(firstPicks(data), DESCRIPTION, "standing"), VALUE, "contested");
    expect(choiceOf(data, picks)).toEqual({
      choice: "combined",
      fields: [
        { path: VALUE, value: "49.95" },
        { path: COMMODITY, value: "950349" },
      ],
    });
    expect(data.fields.map((field) => outcome(field, picks))).toEqual([
      "Wooden train, 12 parts",
      "49.95",
      "950349",
    ]);
  });

  it("merges nothing where there is no version that both started from", () => {
    const fields = data.fields.map((field) => ({ ...field, base: null }));
    const conflict = { ...data, fields };
    expect(unchosen(conflict, firstPicks(conflict))).toHaveLength(3);
    const lacking = [...fields, { ...fields[0]!, path: "ucr", contested: null, clash: false }];
    const imported = { ...data, fields: lacking };
    expect(choiceOf(imported, wholeSide(imported, "contested")).choice).toBe("contested");
  });

  it("takes an element out where the chosen side has none", () => {
    const [first] = data.fields;
    const conflict = { ...data, fields: [{ ...first!, contested: null }, ...data.fields.slice(1)] };
    const picks = picked(wholeSide(conflict, "standing"), DESCRIPTION, "contested");
    expect(choiceOf(conflict, picks).fields).toEqual([{ path: DESCRIPTION, value: null }]);
  });
});

describe("choosing between decisions", () => {
  it("is one choice that nobody has made", () => {
    expect(unchosen(decision, firstPicks(decision))).toEqual([WHOLE]);
    expect(choiceOf(decision, wholeSide(decision, "contested"))).toEqual({
      choice: "contested",
      fields: [],
    });
  });
});
