import type { TFunction } from "i18next";

const SOURCES = ["sender", "office", "authority", "operator"] as const;

/** From whom a fact came; an operator by name. */
export function sourceWords(from: string, name: string | null, t: TFunction): string {
  const known = SOURCES.find((source) => source === from);
  if (name) return name;
  return known ? t(`parcels.source.${known}`) : from;
}

/** What kind of number it is, where it is one that we know. */
export function kindWords(kind: string | null, t: TFunction): string | null {
  return kind === null ? null : t(`reference.kind.${kind}` as "reference.kind.mrn", kind);
}
