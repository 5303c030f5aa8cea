import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";

import type { About } from "../contract/contract";
import { question, refresh } from "./desk";
import { usePlatform } from "./platform";

const ASK_EVERY_MS = 2_000;

/** The desk's own state: who works here, the journal, the store's version. Asked every two seconds. */
export function useAbout() {
  return useQuery({ ...question(usePlatform(), "about", {}), refetchInterval: ASK_EVERY_MS });
}

/** Asks everything anew when any program wrote to the store. Mounted once. */
export function useStoreWatch(about: About | undefined): void {
  const queries = useQueryClient();
  const seen = useRef<number | null>(null);
  const version = about?.store_version;
  useEffect(() => {
    if (version === undefined) return;
    if (seen.current !== null && version > seen.current) void refresh(queries);
    seen.current = version;
  }, [version, queries]);
}

let tick = Date.now();

function everyFewSeconds(onTick: () => void): () => void {
  const timer = setInterval(() => {
    tick = Date.now();
    onTick();
  }, 10_000);
  return () => clearInterval(timer);
}

/** The time now, in milliseconds; it moves on every ten seconds. For telling ages, never for ordering. */
export function useNow(): number {
  return useSyncExternalStore(everyFewSeconds, () => tick);
}
