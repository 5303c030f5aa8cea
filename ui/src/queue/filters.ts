import type { TFunction } from "i18next";

import type { Filter, Lane, Status } from "../contract/contract";
import type { Formats } from "../design";

export const STATUSES: readonly Status[] = [
  "queued",
  "approved",
  "held",
  "referred",
  "refused",
  "lodged",
  "accepted",
  "under_control",
  "released",
  "not_released",
  "rejected",
  "invalidated",
];
export const LANES: readonly Lane[] = ["red", "yellow", "blue", "green"];

/** One part of a filter, as a chip shows it. */
export interface Chip {
  key: keyof Filter;
  label: string;
  value: string;
}

/** The parts of a filter that narrow the queue, in the order in which they are read. */
export function chipsOf(filter: Filter, t: TFunction, formats: Formats): Chip[] {
  const euro = (value: string) => formats.money(value, "EUR");
  const inOne = (words: readonly string[] | undefined) => words && formats.list(words);
  const yes = t("queue.filter.yes");
  const parts: [keyof Filter, string | null | undefined | false | 0][] = [
    ["statuses", inOne(filter.statuses?.map((status) => t(`terms.status.${status}`)))],
    ["lanes", inOne(filter.lanes?.map((lane) => t(`terms.lane.${lane}`)))],
    ["data_sets", inOne(filter.data_sets)],
    ["search", filter.search],
    ["transport_document", filter.transport_document],
    ["commodity", filter.commodity],
    ["origin", filter.origin],
    ["value_from", filter.value_from && euro(filter.value_from)],
    ["value_to", filter.value_to && euro(filter.value_to)],
    [
      "due_within_minutes",
      filter.due_within_minutes && t("terms.minutes", { count: filter.due_within_minutes }),
    ],
    ["claimed_by", filter.claimed_by],
    ["with_errors", filter.with_errors && yes],
    ["split", filter.split && yes],
    ["grouped_with", filter.grouped_with && yes],
    ["in_conflict", filter.in_conflict && yes],
    ["leased_here", leaseWords(filter.leased_here, t)],
    ["changed_by", filter.changed_by && t("queue.filter.byOtherRules")],
    ["lens", filter.lens && t(`lenses.name.${filter.lens.lens}`)],
  ];
  return parts.flatMap(([key, value]) =>
    value ? [{ key, label: t(`queue.filter.${key}`), value }] : [],
  );
}

function leaseWords(here: boolean | null | undefined, t: TFunction): string | undefined {
  if (here == null) return undefined;
  return t(here ? "queue.filter.leasedHere" : "queue.filter.leasedByNoOther");
}

/** A filter without one of its parts. */
export function withoutPart(filter: Filter, key: keyof Filter): Filter {
  const rest = { ...filter };
  delete rest[key];
  return rest;
}

/** A filter without its empty parts, so that equal filters look equal. */
export function tidied(filter: Filter): Filter {
  const kept = Object.entries(filter).filter(
    ([key, value]) =>
      // To be checked out by nobody else is a wish of its own.
      (value || (key === "leased_here" && value === false)) &&
      (!Array.isArray(value) || value.length > 0),
  );
  return Object.fromEntries(kept);
}

/** An amount as somebody types it, as the desk takes it; `undefined` where it is none. */
export function amountTyped(text: string): string | undefined {
  const plain = text.replaceAll(/[\s\u202f€]/g, "").replace(",", ".");
  return /^\d+(\.\d{1,2})?$/.test(plain) ? plain : undefined;
}
