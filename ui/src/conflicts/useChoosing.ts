import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { refresh, useDeskAction } from "../app/desk";
import { useCommand } from "../commands";
import type { Conflict } from "../contract/contract";
import { useToasts } from "../design";
import { useUndoAction } from "../queue/decisions";
import { choiceOf, firstPicks, picked, unchosen, wholeSide, type Picks, type Side } from "./picks";

/** A choice in the making. */
export interface Choosing {
  picks: Picks;
  reason: string;
  setReason(reason: string): void;
  /** Takes one element from a side. */
  pick(path: string, side: Side): void;
  /** Takes everything from a side. */
  takeAll(side: Side): void;
  /** How many elements nobody has chosen yet. */
  left: number;
  isPending: boolean;
  confirm(): void;
}

/** Chooses in an open conflict; `onDone` is told once the choice is on disk. */
export function useChoosing(conflict: Conflict, onDone: () => void): Choosing {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { show, fail } = useToasts();
  const undo = useUndoAction();
  const resolve = useDeskAction("resolve");
  const [picks, setPicks] = useState(() => firstPicks(conflict));
  const [reason, setReason] = useState("");
  const left = unchosen(conflict, picks).length;
  const takeAll = (side: Side) => setPicks(wholeSide(conflict, side));
  const confirm = () => {
    const said = reason.trim();
    resolve.mutate(
      {
        conflict: conflict.id,
        ...choiceOf(conflict, picks),
        ...(said && { reason: said }),
        seen_revision: conflict.revision,
      },
      {
        onSuccess: () => {
          show({ text: t("conflicts.done", { lrn: conflict.lrn }), action: undo });
          onDone();
        },
        onError: (error) => {
          fail(error);
          void refresh(queries);
        },
      },
    );
  };
  useCommand("takeStanding", () => takeAll("standing"), conflict.open);
  useCommand("takeContested", () => takeAll("contested"), conflict.open);
  useCommand("confirmChoice", confirm, conflict.open && left === 0 && !resolve.isPending);
  return {
    picks,
    reason,
    setReason,
    pick: (path, side) => setPicks((before) => picked(before, path, side)),
    takeAll,
    left,
    isPending: resolve.isPending,
    confirm,
  };
}
