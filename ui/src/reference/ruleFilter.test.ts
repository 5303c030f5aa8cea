import { expect, test } from "vitest";

import type { RuleInfo } from "../contract/contract";
import { matchingRules } from "./ruleFilter";

function rule(id: string, title: string, data_element: string | null): RuleInfo {
  return {
    id,
    title,
    data_element,
    pack: "eu",
    severity: "error",
    source: "Del. Reg. 2015/2446 art. 143a",
    from: null,
    until: null,
    unverified: false,
  };
}

const RULES = [
  rule("GL-H7-014", "La valeur intrinsèque dépasse 150 EUR", "14 14 000 000"),
  rule("GL-H7-020", "F48 needs FR5 and an IOSS number", "13 16 031 000"),
];

test.each([
  ["", ["GL-H7-014", "GL-H7-020"]],
  ["h7-014", ["GL-H7-014"]],
  ["depasse INTRINSEQUE", ["GL-H7-014"]],
  ["13 16", ["GL-H7-020"]],
  ["ioss f48 143a", ["GL-H7-020"]],
  ["ioss intrins", []],
])("%j finds %j", (typed, expected) => {
  expect(matchingRules(RULES, typed).map(({ id }) => id)).toEqual(expected);
});
