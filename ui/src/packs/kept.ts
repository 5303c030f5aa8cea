import { useSyncExternalStore } from "react";

/** A value that outlives the components that show it, and tells them when it changes. */
export interface Kept<T> {
  now(): T;
  set(value: T): void;
  listen(listener: () => void): () => void;
}

export function kept<T>(first: T): Kept<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    now: () => value,
    set(next) {
      value = next;
      listeners.forEach((listener) => listener());
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value as it stands. */
export function useKept<T>({ listen, now }: Kept<T>): T {
  return useSyncExternalStore(listen, now);
}
