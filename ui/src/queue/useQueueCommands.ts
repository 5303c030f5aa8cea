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
  const { current, setCurrent, picked, setPicked } = useQueue();
  const { fail } = useToasts();
  const approveSelected = useApproveSelected(onRefused);
  const { total } = window;

  const follow = (found: Promise<Current | null>) => found.then((to) => to && setCurrent(to), fail);
  const step = (backwards: boolean) => {
    if (current) void follow(neighbour(asked, current, backwards));
  };
  const pick = (isPicked?: boolean) => {
    if (!current) return;
    setPicked((before) => {
      const after = new Set(before);
      if (isPicked ?? !before.has(current.id)) after.add(current.id);
      else after.delete(current.id);
      return after;
    });
  };
  const hasRows = Boolean(total);
  useCommand("next", () => step(false), hasRows);
  useCommand("previous", () => step(true), hasRows);
  useCommand("first", () => void follow(rowAtPlace(asked, 0)), hasRows);
  useCommand("last", () => void follow(rowAtPlace(asked, (total ?? 1) - 1)), hasRows);
  useCommand("select", () => pick(), current !== null);
  useCommand("selectNext", () => (pick(true), step(false)), current !== null);
  useCommand("selectPrevious", () => (pick(true), step(true)), current !== null);
  useCommand("selectNone", () => setPicked(() => new Set()), picked.size > 0);
  useCommand("approveSelected", () => void approveSelected(), picked.size > 0);
}
