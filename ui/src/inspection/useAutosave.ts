import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

import { autosave, type Autosave, type SaveState } from "./autosave";

/** An autosave that lives as long as the component and saves what is waiting when it goes. */
export function useAutosave<V>(save: (value: V) => Promise<unknown>): [Autosave<V>, SaveState] {
  const [saving] = useState(() => autosave(save));
  useEffect(() => saving.saveWith(save), [saving, save]);
  useEffect(() => () => void saving.flush(), [saving]);
  return [saving, useSyncExternalStore(saving.subscribe, saving.state)];
}

/**
 * What is typed, until the desk has something else: a change that was not saved from here, such as
 * an undo, replaces it. `version` tells one desk's value from the next.
 */
export function useDraft<V>(
  desk: V,
  version: string,
  saving: SaveState,
): [V, (typed: V) => void, () => void] {
  const [draft, setDraft] = useState<{ typed: V } | null>(null);
  const [seen, setSeen] = useState(version);
  if (seen !== version) {
    setSeen(version);
    if (saving.status === "clean") setDraft(null);
  }
  const drop = useCallback(() => setDraft(null), []);
  return [draft === null ? desk : draft.typed, (typed) => setDraft({ typed }), drop];
}
