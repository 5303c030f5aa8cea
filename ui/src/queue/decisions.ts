import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import { commandOf, useCommands } from "../commands";
import type { Decision, QueueRow, RefusedDecision, Status } from "../contract/contract";
import { useToasts } from "../design";
import { DeskFailure } from "../platform";
import { nextToReview, type Asked } from "./neighbour";
import { keeps, settleRow } from "./rows";
import { useQueue } from "./state";

const STATUS_AFTER: Record<Decision, Status> = {
  approve: "approved",
  hold: "held",
  refer: "referred",
  refuse: "refused",
};

/** The queue as it is asked now. */
export function useAsked(): Asked {
  const platform = usePlatform();
  const queries = useQueryClient();
  const { filter, sort } = useQueue();
  return useMemo(() => ({ platform, queries, filter, sort }), [platform, queries, filter, sort]);
}

/** The toast's way back. */
export function useUndoAction() {
  const { t } = useTranslation();
  const { run } = useCommands();
  return useMemo(
    () => ({
      label: t("commands.undo"),
      keyHint: commandOf("undo").keys?.[0],
      run: () => run("undo"),
    }),
    [t, run],
  );
}

/**
 * Decides the declaration under review. The next one is there at once; where the desk refuses, the
 * queue and the selection are what they were.
 */
export function useDecide() {
  const { t } = useTranslation();
  const asked = useAsked();
  const { current, setCurrent, setPicked } = useQueue();
  const { show, fail } = useToasts();
  const undo = useUndoAction();
  return useCallback(
    async (row: QueueRow, decision: Decision, reason: string | null): Promise<boolean> => {
      const { platform, queries, filter, sort } = asked;
      const from = current ?? { id: row.id, position: null };
      const next = await nextToReview(asked, from);
      const after: QueueRow = { ...row, status: STATUS_AFTER[decision] };
      await queries.cancelQueries({ queryKey: ["queue"] });
      const restore = settleRow(queries, filter, sort, after);
      const leaves = !keeps(filter, after.status);
      setCurrent(next && { ...next, position: shifted(next.position, from.position, leaves) });
      try {
        const { refused } = await platform.call("decide", {
          ids: [row.id],
          decision,
          reason,
          seen_revision: row.revision,
        });
        if (refused[0]) throw new DeskFailure(refused[0].failure);
      } catch (error) {
        restore();
        setCurrent(from);
        fail(error);
        void refresh(queries);
        return false;
      }
      setPicked((before) => new Set([...before].filter((id) => id !== row.id)));
      show({ text: t(`review.done.${decision}`, { lrn: row.lrn }), action: undo });
      void refresh(queries);
      return true;
    },
    [asked, current, setCurrent, setPicked, show, fail, undo, t],
  );
}

function shifted(next: number | null, decided: number | null, leaves: boolean): number | null {
  return next !== null && leaves && (decided === null || next > decided) ? next - 1 : next;
}

/** Approves all that are selected; those refused stay selected and are told with their reasons. */
export function useApproveSelected(onRefused: (refused: RefusedDecision[]) => void) {
  const { t } = useTranslation();
  const { platform, queries } = useAsked();
  const { current, picked, setPicked, setCurrent } = useQueue();
  const { show, fail } = useToasts();
  const undo = useUndoAction();
  return useCallback(async () => {
    try {
      const { rows, refused } = await platform.call("decide", {
        ids: [...picked],
        decision: "approve",
        reason: null,
        seen_revision: null,
      });
      setPicked(() => new Set(refused.map(({ id }) => id)));
      await refresh(queries);
      if (rows.some(({ id }) => id === current?.id)) setCurrent(null);
      if (rows.length > 0) {
        show({ text: t("review.done.many", { count: rows.length }), action: undo });
      }
      if (refused.length > 0) onRefused(refused);
    } catch (error) {
      fail(error);
      void refresh(queries);
    }
  }, [platform, queries, current, picked, setPicked, setCurrent, show, fail, undo, onRefused, t]);
}
