import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { question, useDesk } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { SyncStatus } from "../contract/contract";

/** A pulled cable is to be seen within a second: the question is cheap. */
const ASK_EVERY_MS = 700;

/** How the desk stands with its hub, as last asked. */
export function useSyncStatus(): UseQueryResult<SyncStatus> {
  return useDesk("sync_status", {});
}

/** Keeps asking while the page can be seen. Mounted once. */
export function useSyncWatch(): void {
  useQuery({
    ...question(usePlatform(), "sync_status", {}),
    refetchInterval: ASK_EVERY_MS,
    refetchOnWindowFocus: "always",
  });
}

/** How many things call for a person. */
export function needsYou({ refused, conflicts }: SyncStatus): number {
  return refused + conflicts;
}
