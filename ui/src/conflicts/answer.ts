import type { Conflict } from "../contract/contract";
import { wholeSide, type Picks } from "./picks";

/**
 * What counts since the answer. Where both were combined the answer alone does not say which element
 * came from where: nothing is marked then, and the timeline has the changes.
 */
export function answerPicks(conflict: Conflict): Picks {
  const choice = conflict.answer?.choice;
  return choice === "standing" || choice === "contested"
    ? wholeSide(conflict, choice)
    : new Map<string, never>();
}
