import { expect, test } from "vitest";

import type { FileReport } from "../contract/contract";
import { recordsIn, refusedAsText, refusedLines, unknownHeaders } from "./report";

const FILES: FileReport[] = [
  {
    path: "flight-784.csv",
    format: "h7-csv",
    declarations: 998,
    amended: 8,
    unchanged: 90,
    messages: 0,
    refused: [
      {
        record: 7,
        line: 8,
        reference: null,
        code: "columns",
        reason: "Row has 11 columns.",
        hint: "h",
      },
      { record: 9, line: 10, reference: "LGG-9", code: "columns", reason: "a\tb\nc", hint: "h" },
    ],
    unknown_headers: [
      { header: "Prijs", samples: ["12,50"], offers: ["value"] },
      { header: "Kleur", samples: [], offers: [] },
    ],
  },
  {
    path: "replies.xml",
    format: "dms",
    declarations: 0,
    amended: 0,
    unchanged: 0,
    messages: 3,
    refused: [],
    unknown_headers: [{ header: "Prijs", samples: ["9,50"], offers: ["value"] }],
  },
];

test("declarations, messages and refused records add up to what was in the files", () => {
  const report = {
    files: FILES,
    declarations: 998,
    new: 900,
    amended: 8,
    unchanged: 90,
    messages: 3,
    waiting: 1,
    refused: 2,
  };
  expect(recordsIn(report)).toBe(1003);
  expect(refusedLines(report.files).map(({ file, record }) => [file, record])).toEqual([
    ["flight-784.csv", 7],
    ["flight-784.csv", 9],
  ]);
});

test("as text, every refused record is one line of as many cells as there are headings", () => {
  const headings = ["File", "Record", "Line", "Reference", "Code", "Reason", "Hint"];
  const rows = refusedAsText(refusedLines(FILES), headings).split("\n");
  expect(rows).toHaveLength(3);
  expect(rows.every((row) => row.split("\t").length === headings.length)).toBe(true);
  expect(rows[2]).toBe("flight-784.csv\t9\t10\tLGG-9\tcolumns\ta b c\th");
});

test("a header that several files have is asked about once", () => {
  const told = unknownHeaders(FILES).map(({ header, samples }) => [header, ...samples]);
  expect(told).toEqual([["Prijs", "12,50"], ["Kleur"]]);
});
