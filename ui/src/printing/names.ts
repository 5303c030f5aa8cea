import type { TFunction } from "i18next";

const DOCUMENTS = ["release-note", "duty-notice", "inspection-report", "declaration"] as const;
const LANGUAGES = ["en", "fr", "nl", "de", "zh"] as const;

/** A document's name; its key where this version does not know it. */
export function documentName(t: TFunction, document: string): string {
  const known = DOCUMENTS.find((candidate) => candidate === document);
  return known ? t(`printing.document.${known}`) : document;
}

/** A language's name; its code where this version does not know it. */
export function languageName(t: TFunction, language: string): string {
  const known = LANGUAGES.find((candidate) => candidate === language);
  return known ? t(`printing.language.${known}`) : language;
}
