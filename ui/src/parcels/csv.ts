import type { ParcelAnswer, ParcelInfo } from "../contract/contract";

/** Column heads and words, in the reader's language. */
export interface CsvWords {
  heads: readonly string[];
  stage: (stage: string) => string;
  from: (from: string, name: string | null) => string;
}

/** A table for spreadsheets: one line for each parcel, times in UTC as ISO 8601 has them. */
export function csvOf(answers: readonly ParcelAnswer[], words: CsvWords): string {
  const lines = answers.flatMap(({ asked, parcels }) =>
    parcels.length === 0 ? [[asked]] : parcels.map((parcel) => [asked, ...fieldsOf(parcel, words)]),
  );
  const width = words.heads.length;
  const rows = [words.heads, ...lines].map((line) =>
    Array.from({ length: width }, (_, at) => quoted(line[at] ?? "")).join(","),
  );
  // The mark tells spreadsheets that this is UTF-8.
  return `\ufeff${rows.join("\r\n")}\r\n`;
}

function fieldsOf(parcel: ParcelInfo, { stage, from }: CsvWords): string[] {
  const { stages, expected } = parcel;
  const last = stages.findLast((one) => one.stage === parcel.stage) ?? stages.at(-1);
  return [
    parcel.parcel,
    parcel.lrn,
    parcel.mrn,
    parcel.transport_document,
    parcel.goods,
    parcel.consignee,
    stage(parcel.stage),
    last?.at ?? "",
    last ? from(last.from, last.from_name) : "",
    expected === null ? "" : stage(expected),
    parcel.as_of,
  ];
}

/** Quoted where it has to be. What a spreadsheet would take for a formula is kept as text. */
function quoted(value: string): string {
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
