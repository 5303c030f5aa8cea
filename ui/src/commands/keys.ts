import type { TFunction } from "i18next";

import { CATALOGUE, type Command, type Scope } from "./catalogue";

const isMac = /Mac/.test(navigator.userAgent);

/** What a key press is called in the catalogue, for example `Shift+A`, `Mod+k`, `?`. */
export function pressed(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const named = event.key.length > 1;
  const letter = /^\p{L}$/u.test(event.key);
  // With Caps Lock on, a letter is upper case though Shift is up: only Shift itself counts.
  const key = letter
    ? event.shiftKey && !mod
      ? event.key.toUpperCase()
      : event.key.toLowerCase()
    : event.key;
  const shift = event.shiftKey && (named || letter);
  return `${mod ? "Mod+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** The command that a key press means in a scope: the scope's own before the desk's. */
export function commandFor(event: KeyboardEvent, scope: Scope): Command | undefined {
  if (event.altKey || event.isComposing) return undefined;
  const key = pressed(event);
  const candidates = CATALOGUE.filter((command) => command.keys?.includes(key));
  return (
    candidates.find((command) => command.scope === scope) ??
    candidates.find((command) => command.scope === "desk")
  );
}

/** Whether somebody is typing, choosing from a list or answering a dialog: keys are theirs then. */
export function keysAreTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("[role=dialog],[role=alertdialog],[role=listbox],[role=menu]")) return true;
  const types =
    target.closest(
      "input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable=true]",
    ) !== null;
  // Ctrl Z takes typing back before it takes decisions back.
  if (key.startsWith("Mod+")) return types && key === "Mod+z";
  if (types) return true;
  const moves = /^(Shift\+)?(Arrow|Home|End)/.test(key);
  return moves && target.closest("[role=tablist],[role=radiogroup],[role=slider]") !== null;
}

const SHOWN: Record<string, string> = {
  Mod: isMac ? "⌘" : "Ctrl",
  ArrowDown: "↓",
  ArrowUp: "↑",
  Escape: "Esc",
};

/** Keys that bear a word, which keyboards of other languages have in theirs. */
const WORDED = ["Ctrl", "Shift", "Enter", "Esc", "Delete", "Home", "End"] as const;

/** A key as it is printed on the keyboard: `Ctrl K`, `Shift A`, `↓`; `Strg K` on a German one. */
export function keyLabel(key: string, t: TFunction): string {
  return key
    .split(/\+(?=.)/)
    .map((part) => {
      const shown = SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part);
      const worded = WORDED.find((word) => word === shown);
      return worded ? t(`commands.key.${worded}`) : shown;
    })
    .join(" ");
}
