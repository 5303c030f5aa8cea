/**
 * Decimal numbers as strings, the way the desk sends them. Mass and quantity are never turned into
 * floating point: 0.1 + 0.2 must be 0.3 on a customs form.
 */

const WRITTEN = /^([+-]?)(\d*)(?:[.,](\d*))?$/;

interface Scaled {
  /** The digits as a whole number. */
  units: bigint;
  /** How many of the digits stand after the point. */
  scale: number;
}

/** What a person typed, as the desk wants it (`0,50 ` becomes `0.50`); `null` where it is no number. */
export function readDecimal(typed: string): string | null {
  const scaled = parse(typed.replace(/[\s\u00a0\u202f]/g, ""));
  return scaled === null ? null : write(scaled);
}

/** `left - right`, exact; `null` where either is no decimal number. */
export function subtract(left: string, right: string): string | null {
  const a = parse(left);
  const b = parse(right);
  if (a === null || b === null) return null;
  const scale = Math.max(a.scale, b.scale);
  return write({ units: rescale(a, scale) - rescale(b, scale), scale });
}

/** -1, 0 or 1. */
export function sign(decimal: string): -1 | 0 | 1 {
  const units = parse(decimal)?.units ?? 0n;
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

function parse(text: string): Scaled | null {
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, minus = "", whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return null;
  const units = BigInt(whole + fraction);
  return { units: minus === "-" ? -units : units, scale: fraction.length };
}

function rescale(value: Scaled, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function write({ units, scale }: Scaled): string {
  const minus = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? minus + whole : `${minus}${whole}.${digits.slice(digits.length - scale)}`;
}
