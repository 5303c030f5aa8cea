import type { FileReport, ImportReport, RefusedRecord, UnknownHeader } from "../contract/contract";

/** A refused record with the file that it stood in. */
export interface RefusedLine extends RefusedRecord {
  file: string;
}

/** How many records the files held: what came in and what was refused add up to it. */
export function recordsIn(report: ImportReport): number {
  return report.declarations + report.messages + report.refused;
}

/** Refused records of all files, in the order of the files. */
export function refusedLines(files: readonly FileReport[]): RefusedLine[] {
  return files.flatMap(({ path, refused }) => refused.map((record) => ({ ...record, file: path })));
}

/** Headers of all files that are not known, each once, with what the first file of it tells. */
export function unknownHeaders(files: readonly FileReport[]): UnknownHeader[] {
  const all = files.flatMap((file) => file.unknown_headers);
  const first = ({ header }: UnknownHeader) => all.find((other) => other.header === header);
  return all.filter((unknown) => first(unknown) === unknown);
}

/**
 * Refused records as text with tabs, for a spreadsheet or a mail to whoever made the file.
 * Line breaks and tabs inside a value would shift the columns, so they become spaces.
 */
export function refusedAsText(lines: readonly RefusedLine[], headings: readonly string[]): string {
  const rows = lines.map(({ file, record, line, reference, code, reason, hint }) =>
    [file, record, line, reference ?? "", code, reason, hint].map(inOneCell).join("\t"),
  );
  return [headings.join("\t"), ...rows].join("\n");
}

function inOneCell(value: string | number): string {
  return String(value).replace(/\s+/g, " ").trim();
}
