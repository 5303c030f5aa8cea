import type { DocumentChoice, PrintRecord } from "../contract/contract";

/** The document to begin with: the one that the page is about, or the first that can be had. */
export function firstChoice(
  choices: readonly DocumentChoice[],
  about: string | null,
): string | null {
  const possible = choices.filter(({ refused }) => refused === null);
  return (possible.find(({ document }) => document === about) ?? possible[0])?.document ?? null;
}

/** The language to begin with: the desk's where the documents have it. */
export function firstLanguage(languages: readonly string[], desk: string): string {
  return languages.find((language) => language === desk) ?? languages[0] ?? desk;
}

/** The newest superseded print of a document, where none since shows the declaration as it is. */
export function supersededPrint(
  prints: readonly PrintRecord[],
  document: string,
): PrintRecord | null {
  const same = prints.filter((print) => print.document === document);
  if (same.some(({ superseded }) => !superseded)) return null;
  return same.reduce<PrintRecord | null>(
    (newest, print) => (newest === null || print.revision > newest.revision ? print : newest),
    null,
  );
}
