import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import { useAsked } from "./decisions";
import { neighbourQuestion, placeOf, toReview } from "./neighbour";
import type { QueueWindow } from "./pages";
import { useQueue } from "./state";

/** Keeps something under review, knows its place while rows come and go, and fetches what comes next. */
export function useSelection(window: QueueWindow): void {
  useFirst(window);
  usePlace(window);
  usePrefetch(window);
}

function useFirst({ rowAt, total }: QueueWindow) {
  const { current, setCurrent } = useQueue();
  const first = rowAt(0)?.id;
  useEffect(() => {
    if (current === null && total && first) setCurrent({ id: first, position: 0 });
  }, [current, total, first, setCurrent]);
}

function usePlace({ rowAt, total }: QueueWindow) {
  const asked = useAsked();
  const { current, setCurrent } = useQueue();
  const id = current?.id;
  const position = current?.position ?? null;
  const there = position === null ? undefined : rowAt(position)?.id;
  const isLost = id !== undefined && (position === null || (there !== undefined && there !== id));
  useEffect(() => {
    if (!isLost || !id) return;
    let wanted = true;
    placeOf(asked, id).then(
      (place) => {
        if (!wanted || place === position) return;
        // An undo may have chosen another one meanwhile, before this was drawn again.
        setCurrent((shown) => (shown?.id === id ? { id, position: place } : shown));
      },
      () => undefined, // The queue's own error state tells of it.
    );
    return () => {
      wanted = false;
    };
  }, [isLost, id, position, total, asked, setCurrent]);
}

function usePrefetch({ rowAt, total }: QueueWindow) {
  const platform = usePlatform();
  const queries = useQueryClient();
  const asked = useAsked();
  const { i18n } = useTranslation();
  const { current } = useQueue();
  const id = current?.id ?? null;
  const below = current?.position == null ? undefined : rowAt(current.position + 1)?.id;
  const { language } = i18n;
  useEffect(() => {
    if (id === null) return;
    const show = (wanted: string) =>
      queries.prefetchQuery(question(platform, "show", { id: wanted, language }));
    if (below) void show(below);
    const review = { ...asked, filter: toReview(asked.filter) };
    if (below && review.filter === asked.filter) return;
    queries.fetchQuery(neighbourQuestion(review, id)).then(
      (next) => (next.id ? show(next.id) : undefined),
      () => undefined, // A prefetch: whoever needs it asks again and tells of the failure.
    );
  }, [id, below, total, asked, platform, queries, language]);
}
