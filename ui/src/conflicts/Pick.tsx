import type { MouseEvent, ReactNode } from "react";

import type { Choosing } from "./useChoosing";
import { otherSide, type Side } from "./picks";

interface Props {
  path: string;
  side: Side;
  /** `null` where nothing can be chosen any more. */
  choosing: Choosing | null;
  /** Which side counts. */
  taken: Side | undefined;
  label: string;
  children: ReactNode;
}

/** What one side has. Chosen by a click; Space and Enter take the other side where it was chosen already. */
export function Pick({ path, side, choosing, taken, label, children }: Props) {
  const isTaken = taken === side;
  const isLost = taken !== undefined && !isTaken;
  const look = `pick ${isTaken ? "pick-taken" : isLost ? "pick-lost" : ""}`;
  const mark = (
    <span className="pick-mark" aria-hidden="true">
      {isTaken ? "✓" : ""}
    </span>
  );
  if (choosing === null) {
    return (
      <div className={look} data-taken={isTaken}>
        {mark}
        <span className="pick-words selectable">{children}</span>
      </div>
    );
  }
  const choose = (event: MouseEvent<HTMLButtonElement>) => {
    const byKey = event.detail === 0;
    choosing.pick(path, byKey && isTaken ? otherSide(side) : side);
  };
  return (
    <button
      className={look}
      aria-pressed={isTaken}
      aria-label={label}
      data-path={path}
      data-side={side}
      data-testid={`pick-${side}`}
      onClick={choose}
    >
      {mark}
      <span className="pick-words">{children}</span>
    </button>
  );
}
