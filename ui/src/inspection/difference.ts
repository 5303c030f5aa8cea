import type { Measured } from "../contract/contract";
import { readDecimal, sign, subtract } from "./decimal";

/** What can be measured of an item. */
export const MEASURES = ["quantity", "gross_mass", "packages"] as const;

export type Measure = (typeof MEASURES)[number];

/** How a measured value stands to the declared one. */
export type Difference =
  /** Nothing was measured. */
  | { kind: "open" }
  /** Measured, but nothing was declared to hold it against. */
  | { kind: "undeclared" }
  /** What was typed is no number. */
  | { kind: "unreadable" }
  | { kind: "same" }
  /** `by` is positive, written as a decimal. */
  | { kind: "more" | "less"; by: string };

/** Holds a measured value, as typed, against the declared one. */
export function difference(declared: string | null, measured: string | null): Difference {
  if (measured === null || measured.trim() === "") return { kind: "open" };
  const value = readDecimal(measured);
  if (value === null || sign(value) < 0) return { kind: "unreadable" };
  if (declared === null) return { kind: "undeclared" };
  const by = subtract(value, declared);
  if (by === null) return { kind: "undeclared" };
  if (sign(by) === 0) return { kind: "same" };
  return sign(by) > 0
    ? { kind: "more", by: trimmed(by) }
    : { kind: "less", by: trimmed(by).replace("-", "") };
}

/** How many measured values differ from what was declared. */
export function countDifferences(measured: readonly Measured[]): number {
  return measured
    .flatMap((row) => MEASURES.map((measure) => difference(declaredOf(row, measure), row[measure])))
    .filter(({ kind }) => kind === "more" || kind === "less").length;
}

/** Whether anything was measured at all. */
export function isMeasured(measured: readonly Measured[]): boolean {
  return measured.some((row) => MEASURES.some((measure) => row[measure] !== null));
}

/** The declared value beside a measure. */
export function declaredOf(row: Measured, measure: Measure): string | null {
  return row[`declared_${measure}`];
}

/** Without zeros that say nothing: `0.500` is `0.5`, `2.000` is `2`. */
function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
