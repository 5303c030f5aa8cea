import type { TFunction } from "i18next";

const MINUTE = 60_000;
const SOON_MINUTES = 120;

/** Whole minutes from now until a moment; negative where it has passed. */
export function minutesUntil(iso: string, now: number): number {
  return Math.round((Date.parse(iso) - now) / MINUTE);
}

/** Whether a deadline calls for attention. */
export function isSoon(iso: string, now: number): boolean {
  return minutesUntil(iso, now) < SOON_MINUTES;
}

/** A stretch of time in the one unit that says enough: `18 min`, `4 h`, `3 d`. */
export function span(minutes: number, t: TFunction): string {
  const length = Math.abs(minutes);
  if (length < 1) return t("terms.now");
  if (length < 120) return t("terms.minutes", { count: length });
  if (length < 48 * 60) return t("terms.hours", { count: Math.floor(length / 60) });
  return t("terms.days", { count: Math.floor(length / 1440) });
}

/** How long until a deadline, or how late it is. */
export function dueIn(iso: string, now: number, t: TFunction): string {
  const minutes = minutesUntil(iso, now);
  return minutes < 0 ? t("terms.late", { age: span(minutes, t) }) : span(minutes, t);
}
