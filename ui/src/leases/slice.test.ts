import { expect, it } from "vitest";

import type { Filter } from "../contract/contract";
import { countTyped, freeOf } from "./slice";

it.each<[string, Filter, Filter | null]>([
  ["everything", { lanes: ["red"] }, { lanes: ["red"], statuses: ["queued"], leased_here: false }],
  [
    "what is queued",
    { statuses: ["queued", "approved"] },
    { statuses: ["queued"], leased_here: false },
  ],
  ["what is decided", { statuses: ["approved"] }, null],
])("of %s only what waits and nobody else has can be checked out", (_, filter, free) => {
  expect(freeOf(filter)).toEqual(free);
});

it.each([
  ["50", 50],
  ["1\u202f000", undefined],
  ["", undefined],
  ["0", undefined],
  ["12.5", undefined],
  ["300", 300],
])("reads “%s” as %s of 300", (text, count) => {
  expect(countTyped(text, 300)).toBe(count);
});
