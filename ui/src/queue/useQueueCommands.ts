import { useLayoutEffect, useRef } from "react";

import { useCommand } from "../commands";
import type { RefusedDecision } from "../contract/contract";
import { useToasts } from "../design";
import { useApproveSelected, useAsked } from "./decisions";
import { neighbour, rowAtPlace } from "./neighbour";
import type { QueueWindow } from "./pages";
import { useQueue, type Current } from "./state";

/** Moving through the queue and selecting in it. */
export function useQueueCommands(
  window: QueueWindow,
  onRefused: (refused: RefusedDecision[]) => void,
): void {
  const asked = useAsked();
  const { current, picked, setPicked } = useQueue();
  const move = useMoves();
  const approveSelected = useApproveSelected(onRefused);
  const { total } = window;

  const step = (backwards: boolean) => move((from) => neighbour(asked, from, backwards));
  const pick = ({ id }: Current, isPicked?: boolean) => {
    setPicked((before) => {
      const after = new Set(before);
      if (isPicked ?? !before.has(id)) after.add(id);
      else after.delete(id);
      return after;
    });
  };
  const pickAndStep = (backwards: boolean) =>
    move((from) => (pick(from, true), neighbour(asked, from, backwards)));
  const hasRows = Boolean(total);
  useCommand("next", () => step(false), hasRows);
  useCommand("previous", () => step(true), hasRows);
  useCommand("first", () => move(() => rowAtPlace(asked, 0)), hasRows);
  useCommand("last", () => move(() => rowAtPlace(asked, (total ?? 1) - 1)), hasRows);
  useCommand("select", () => current && pick(current), current !== null);
  useCommand("selectNext", () => pickAndStep(false), current !== null);
  useCommand("selectPrevious", () => pickAndStep(true), current !== null);
  useCommand("selectNone", () => setPicked(() => new Set()), picked.size > 0);
  useCommand("approveSelected", () => void approveSelected(), picked.size > 0);
}

type Move = (from: Current) => Promise<Current | null>;

/**
 * Moves one after another: keys that come faster than the queue is drawn or the desk answers each
 * count from where the one before ended.
 */
function useMoves(): (to: Move) => void {
  const { current, setCurrent } = useQueue();
  const { fail } = useToasts();
  const here = useRef(current);
  const moves = useRef(Promise.resolve());
  useLayoutEffect(() => {
    here.current = current;
  }, [current]);
  return (to) => {
    const moved = moves.current.then(async () => {
      const found = here.current && (await to(here.current));
      if (!found) return;
      here.current = found;
      setCurrent(found);
    });
    moves.current = moved.catch(fail);
  };
}
