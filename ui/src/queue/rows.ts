import { hashKey, type QueryClient } from "@tanstack/react-query";

import type { Filter, QueuePage, QueueRow, Sort, Status } from "../contract/contract";
import type { RequestOf } from "../platform";
import { PAGE_ROWS } from "./pages";

/** Whether a declaration in this status is still in a queue so filtered. */
export function keeps(filter: Filter, status: Status): boolean {
  return !filter.statuses?.length || filter.statuses.includes(status);
}

type Page = [key: readonly ["queue", RequestOf<"queue">], page: QueuePage];

function fetchedPages(queries: QueryClient, filter: Filter, sort: Sort): Page[] {
  const wanted = hashKey([filter, sort]);
  return queries
    .getQueriesData<QueuePage>({ queryKey: ["queue"] })
    .filter((entry): entry is [Page[0], QueuePage] => {
      const request = entry[0][1] as RequestOf<"queue">;
      return entry[1] !== undefined && hashKey([request.filter, request.sort]) === wanted;
    })
    .sort(([a], [b]) => a[1].offset - b[1].offset);
}

/**
 * Shows a row as it will be before the desk has answered: changed in its place, or gone where the
 * filter no longer keeps it, with the rows below moved up. Answers how to put everything back.
 */
export function settleRow(
  queries: QueryClient,
  filter: Filter,
  sort: Sort,
  row: QueueRow,
): () => void {
  const before = fetchedPages(queries, filter, sort);
  const stays = keeps(filter, row.status);
  const place = before.flatMap(([key, { rows }]) => {
    const at = rows.findIndex(({ id }) => id === row.id);
    return at < 0 ? [] : [key[1].offset + at];
  })[0];
  if (place !== undefined) {
    const after = stays ? replaced(before, row) : without(before, place);
    after.forEach(([key, page]) => queries.setQueryData(key, page));
  }
  return () => before.forEach(([key, page]) => queries.setQueryData(key, page));
}

function replaced(pages: Page[], row: QueueRow): Page[] {
  return pages.map(([key, page]) => [
    key,
    { ...page, rows: page.rows.map((old) => (old.id === row.id ? row : old)) },
  ]);
}

function without(pages: Page[], place: number): Page[] {
  const at = (position: number) =>
    pages.find(([key]) => key[1].offset === position - (position % PAGE_ROWS))?.[1].rows[
      position % PAGE_ROWS
    ];
  return pages.map(([key, page]) => {
    const { offset } = key[1];
    const places = Array.from({ length: page.rows.length }, (_, index) => offset + index);
    // Where the following page was not fetched, this one is a row short until it is asked anew.
    const rows = places
      .map((position) => at(position < place ? position : position + 1))
      .filter((row) => row !== undefined);
    return [key, { ...page, rows, total: page.total - 1 }];
  });
}
