import type { QueryClient } from "@tanstack/react-query";

import { question } from "../app/desk";
import type { Filter, Sort } from "../contract/contract";
import type { Platform } from "../platform";
import { pageQuestion, PAGE_ROWS, rowInCache } from "./pages";
import type { Current } from "./state";

/** A queue as it is filtered and ordered now, and where it is asked. */
export interface Asked {
  platform: Platform;
  queries: QueryClient;
  filter: Filter;
  sort: Sort;
}

/** The question for what comes after (or before) a declaration. */
export function neighbourQuestion(asked: Asked, from: string | null, backwards = false) {
  const { platform, filter, sort } = asked;
  return question(platform, "next", { from, filter, sort, backwards });
}

/** The neighbour in the queue: from the fetched rows where they hold it, else from the desk. */
export async function neighbour(
  asked: Asked,
  current: Current,
  backwards: boolean,
): Promise<Current | null> {
  const { queries, platform, filter, sort } = asked;
  if (current.position !== null) {
    const position = current.position + (backwards ? -1 : 1);
    if (position < 0) return null;
    const row = rowInCache(queries, platform, filter, sort, position);
    if (row) return { id: row.id, position };
  }
  const { id, position } = await queries.fetchQuery(
    neighbourQuestion(asked, current.id, backwards),
  );
  return id === null ? null : { id, position };
}

/** A queue without a status holds what is decided too: the next one to review is then a queued one. */
export function toReview(filter: Filter): Filter {
  return filter.statuses?.length ? filter : { ...filter, statuses: ["queued"] };
}

/** What to review after this one: the one below, else the one above, else nothing. */
export async function nextToReview(asked: Asked, current: Current): Promise<Current | null> {
  const filter = toReview(asked.filter);
  const known = filter === asked.filter;
  const from = { id: current.id, position: known ? current.position : null };
  const queue = { ...asked, filter };
  const found = (await neighbour(queue, from, false)) ?? (await neighbour(queue, from, true));
  return found && { id: found.id, position: known ? found.position : null };
}

/** Where a declaration stands in the queue; null where it is not in it. */
export async function placeOf(asked: Asked, id: string): Promise<number | null> {
  const { platform, queries, filter, sort } = asked;
  const above = await queries.fetchQuery(neighbourQuestion(asked, id, true));
  const position = above.position === null ? 0 : above.position + 1;
  const page = Math.floor(position / PAGE_ROWS);
  const { rows } = await queries.fetchQuery(pageQuestion(platform, filter, sort, page));
  return rows[position % PAGE_ROWS]?.id === id ? position : null;
}

/** The row at a place. */
export async function rowAtPlace(asked: Asked, position: number): Promise<Current | null> {
  const { platform, queries, filter, sort } = asked;
  const page = Math.floor(position / PAGE_ROWS);
  const { rows } = await queries.fetchQuery(pageQuestion(platform, filter, sort, page));
  const row = rows[position % PAGE_ROWS];
  return row ? { id: row.id, position } : null;
}
