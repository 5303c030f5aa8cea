import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";

import { useCommand } from "../commands";
import type { Picks } from "./picks";

/** Moving between the values to choose from; the focus is on the first when a conflict opens, and follows the choice. */
export function usePickKeys(picks: Picks): {
  box: RefObject<HTMLDivElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => rowsIn(box.current)[0]?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const path = focusedPath();
    const side = path === undefined ? undefined : picks.get(path);
    if (side) pickButton(box.current, path, side)?.focus();
  }, [picks]);
  const step = (by: number) => {
    const rows = rowsIn(box.current);
    const at = rows.findIndex((row) => row.dataset.path === focusedPath());
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
  };
  useCommand("nextField", () => step(1));
  useCommand("previousField", () => step(-1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = event.key === "ArrowLeft" ? "standing" : "contested";
    pickButton(box.current, focusedPath(), other)?.focus();
  };
  return { box, onKeyDown };
}

/** The button of a side. */
function pickButton(
  box: HTMLElement | null,
  path: string | undefined,
  side: string,
): HTMLElement | undefined {
  return buttonsIn(box).find(
    (button) => button.dataset.path === path && button.dataset.side === side,
  );
}

function focusedPath(): string | undefined {
  return document.activeElement instanceof HTMLElement
    ? document.activeElement.dataset.path
    : undefined;
}

function buttonsIn(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("[data-side]") ?? [])];
}

/** One button for each element: the chosen one, else that of what stands. */
function rowsIn(box: HTMLElement | null): HTMLElement[] {
  const buttons = buttonsIn(box);
  const paths = [...new Set(buttons.map(({ dataset }) => dataset.path))];
  return paths.flatMap((path) => {
    const both = buttons.filter((button) => button.dataset.path === path);
    return both.find((button) => button.ariaPressed === "true") ?? both[0] ?? [];
  });
}
