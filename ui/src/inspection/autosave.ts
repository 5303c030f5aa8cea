import { asFailure, type DeskFailure } from "../platform";

/** How long after the last change something is saved, in milliseconds. */
export const SAVE_AFTER = 800;

/** What became of the last change. */
export type SaveState =
  | { status: "clean" }
  | { status: "pending" }
  | { status: "saving" }
  | { status: "failed"; failure: DeskFailure };

/** Saves the newest value a little after the last change; one save at a time, in order, none lost. */
export interface Autosave<V> {
  change(value: V): void;
  /** From now on saves in another way: a component's way is made anew each time it is drawn. */
  saveWith(save: (value: V) => Promise<unknown>): void;
  /** Saves now what is waiting; resolves to whether all is saved. */
  flush(): Promise<boolean>;
  state(): SaveState;
  subscribe(listener: () => void): () => void;
}

/** An autosave over `save`. A failed save keeps its value: the next change or flush tries again. */
export function autosave<V>(first: (value: V) => Promise<unknown>): Autosave<V> {
  let save = first;
  const listeners = new Set<() => void>();
  let state: SaveState = { status: "clean" };
  let waiting: { value: V } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | null = null;

  const set = (next: SaveState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const drain = async (): Promise<boolean> => {
    while (waiting !== null) {
      const taken = waiting;
      waiting = null;
      set({ status: "saving" });
      try {
        await save(taken.value);
      } catch (thrown) {
        waiting ??= taken;
        set({ status: "failed", failure: asFailure(thrown) });
        return false;
      }
    }
    set({ status: "clean" });
    return true;
  };
  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    if (running === null && waiting === null) return Promise.resolve(true);
    running ??= drain().finally(() => (running = null));
    return running;
  };
  return {
    change(value) {
      waiting = { value };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), SAVE_AFTER);
      if (running === null) set({ status: "pending" });
    },
    saveWith(next) {
      save = next;
    },
    flush,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
