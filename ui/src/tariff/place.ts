import type { TariffLine } from "../contract/contract";

/** Product-line suffix of a line that is a code itself. */
const CODE_LINE = 80;

/** A line of the nomenclature, for a route or a key: the code, and the suffix of a heading above it. */
export function placeOf({ code, suffix }: Pick<TariffLine, "code" | "suffix">): string {
  return suffix === CODE_LINE ? code : `${code}-${suffix}`;
}

/** Reads what {@link placeOf} wrote; blanks and points in a code do not matter. */
export function readPlace(place: string): { code: string; suffix: number | null } {
  const [code = "", suffix] = place.replace(/[\s.]/g, "").split("-");
  return { code, suffix: suffix === undefined ? null : Number(suffix) };
}

/** A code as the tariff prints it: `6109 10 00`. */
export function spaced(code: string): string {
  return [code.slice(0, 4), ...(code.slice(4).match(/.{1,2}/g) ?? [])].join(" ");
}

/** The code as a declaration takes it: as many digits as it has now, six in an H7, else all. */
export function asDeclared(code: string, now: string, dataSet: string): string {
  const usual = dataSet === "H7" ? 6 : 10;
  const digits = [6, 8, 10].includes(now.length) ? now.length : usual;
  return digits === 6 ? code.slice(0, 6) : code.padEnd(digits, "0").slice(0, digits);
}
