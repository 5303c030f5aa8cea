import type { Filter } from "../contract/contract";

/** What is suggested of a long queue. */
const SUGGESTED = 50;

/** What of a queue can be checked out: what waits for a decision and nobody else has. `null` where nothing of it waits. */
export function freeOf(filter: Filter): Filter | null {
  const waits = !filter.statuses?.length || filter.statuses.includes("queued");
  return waits ? { ...filter, statuses: ["queued"], leased_here: false } : null;
}

/** How many are suggested of so many. */
export function suggestedOf(free: number): number {
  return Math.min(free, SUGGESTED);
}

/** A count as somebody types it; `undefined` where it is none between one and `most`. */
export function countTyped(text: string, most: number): number | undefined {
  const plain = text.replaceAll(/[\s\u202f]/g, "");
  const count = /^\d+$/.test(plain) ? Number(plain) : 0;
  return count >= 1 && count <= most ? count : undefined;
}
