import { useQueries, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { Filter, QueueRow, Sort } from "../contract/contract";
import type { DeskFailure, Platform } from "../platform";

/** Rows that are fetched together. */
export const PAGE_ROWS = 100;

/** The question for one page of the queue, counted from zero. */
export function pageQuestion(platform: Platform, filter: Filter, sort: Sort, page: number) {
  return question(platform, "queue", {
    filter,
    sort,
    offset: page * PAGE_ROWS,
    limit: PAGE_ROWS,
  });
}

/** The part of the queue around what is on the screen. */
export interface QueueWindow {
  /** How many match; `undefined` until the first answer. */
  total: number | undefined;
  /** How many declarations the desk holds. */
  of: number;
  tookUs: number;
  error: DeskFailure | null;
  retry: () => void;
  /** The row at a place, where it has been fetched. */
  rowAt: (position: number) => QueueRow | undefined;
}

/** Fetches the pages that rows `first` to `last` lie on; never the whole queue. */
export function useQueueWindow(
  filter: Filter,
  sort: Sort,
  first: number,
  last: number,
): QueueWindow {
  const platform = usePlatform();
  const queries = useQueryClient();
  const head = useQuery(pageQuestion(platform, filter, sort, 0));
  const from = Math.max(0, Math.floor(first / PAGE_ROWS));
  const count = Math.max(1, Math.floor(last / PAGE_ROWS) - from + 1);
  useQueries({
    queries: Array.from({ length: count }, (_, at) =>
      pageQuestion(platform, filter, sort, from + at),
    ),
  });
  const rowAt = useCallback(
    (position: number) => rowInCache(queries, platform, filter, sort, position),
    [queries, platform, filter, sort],
  );
  return {
    total: head.data?.total,
    of: head.data?.of ?? 0,
    tookUs: head.data?.took_us ?? 0,
    error: head.data ? null : head.error,
    retry: () => void head.refetch(),
    rowAt,
  };
}

/** The row at a place, from the pages fetched so far. */
export function rowInCache(
  queries: QueryClient,
  platform: Platform,
  filter: Filter,
  sort: Sort,
  position: number,
): QueueRow | undefined {
  const { queryKey } = pageQuestion(platform, filter, sort, Math.floor(position / PAGE_ROWS));
  return queries.getQueryData<{ rows: QueueRow[] }>(queryKey)?.rows[position % PAGE_ROWS];
}
