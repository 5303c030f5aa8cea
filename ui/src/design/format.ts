import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { localeOf } from "../i18n/languages";

/** Words, numbers and dates as people of one language write them. */
export interface Formats {
  /** A whole number. */
  count(value: number): string;
  /** A decimal string as it was written: exact, never through a float. */
  decimal(value: string, minimumFraction?: number): string;
  /** An amount with its currency: `€6.00`, `124.00 USD`. */
  money(value: string, currency: string): string;
  /** Kilograms. */
  mass(kilograms: string): string;
  /** Words after each other: `Queued, Held`. */
  list(words: readonly string[]): string;
  /** Day and month, and the year where it is not this one. */
  date(iso: string): string;
  /** The time of day. */
  time(iso: string): string;
  /** Day and time; only the time where it is today. */
  moment(iso: string, now: number): string;
}

/** Groups are set off by a narrow space in every language: a comma or a dot would read as a decimal sign. */
const GROUP = "\u202f";

const DAY = { day: "numeric", month: "short" } as const;
const DAY_OF_YEAR = { ...DAY, year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;

/** The formats of a language code. */
export function formatsOf(language: string): Formats {
  const locale = localeOf(language);
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: string | number) =>
      format
        .formatToParts(value as Intl.StringNumericLiteral)
        .map((part) => (part.type === "group" ? GROUP : part.value))
        .join("");
  };
  const euro = number({ style: "currency", currency: "EUR", maximumFractionDigits: 20 });
  const whole = number({ maximumFractionDigits: 0 });
  const plain = number({ maximumFractionDigits: 20 });
  const cents = number({ minimumFractionDigits: 2, maximumFractionDigits: 20 });
  const day = new Intl.DateTimeFormat(locale, DAY);
  const dayOfYear = new Intl.DateTimeFormat(locale, DAY_OF_YEAR);
  const clock = new Intl.DateTimeFormat(locale, CLOCK);
  const dayAndClock = new Intl.DateTimeFormat(locale, { ...DAY, ...CLOCK });
  const dayOfYearAndClock = new Intl.DateTimeFormat(locale, { ...DAY_OF_YEAR, ...CLOCK });
  const listed = new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" });
  const isNumber = (value: string) => /^-?\d+(\.\d+)?$/.test(value);
  const isThisYear = (at: Date, now: number) => at.getFullYear() === new Date(now).getFullYear();
  const date = (iso: string, now = Date.now()) => {
    const at = new Date(iso);
    return (isThisYear(at, now) ? day : dayOfYear).format(at);
  };
  const time = (iso: string) => clock.format(new Date(iso));
  const moment = (iso: string, now: number) => {
    const at = new Date(iso);
    if (at.toDateString() === new Date(now).toDateString()) return clock.format(at);
    return (isThisYear(at, now) ? dayAndClock : dayOfYearAndClock).format(at);
  };
  return {
    count: whole,
    decimal: (value, minimumFraction = 0) =>
      !isNumber(value) ? value : minimumFraction === 0 ? plain(value) : cents(value),
    money: (value, currency) =>
      !isNumber(value)
        ? `${value} ${currency}`
        : currency === "EUR"
          ? euro(value)
          : `${cents(value)}\u00a0${currency}`,
    mass: (kilograms) => `${isNumber(kilograms) ? plain(kilograms) : kilograms}\u00a0kg`,
    list: (words) => listed.format(words),
    date,
    time,
    moment,
  };
}

/** The formats of the language in which the desk is shown. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => formatsOf(i18n.language), [i18n.language]);
}
