import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";

import { refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { Platform } from "../platform";
import { type ImportDesk, type ImportState, runImport } from "./runImport";

/** The one import of this window. It outlives its dialog, so it lives beside the components. */
export interface Importing {
  state: ImportState;
  dialog: boolean;
}

const listeners = new Set<() => void>();
let importing: Importing = { state: { stage: "idle" }, dialog: false };
let stop = new AbortController();

function set(changes: Partial<Importing>): void {
  importing = { ...importing, ...changes };
  listeners.forEach((listener) => listener());
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether an import is under way; only one can be. */
export function isBusy({ stage }: ImportState): boolean {
  return stage === "staging" || stage === "running";
}

/** The import as it stands. */
export function useImporting(): Importing {
  return useSyncExternalStore(listen, () => importing);
}

/** Opens the dialog: on the running import, or on an empty drop zone. */
export function openImport(): void {
  set({ dialog: true });
}

/** Closes the dialog. An import under way goes on; a finished one has been read. */
export function closeImport(): void {
  set(isBusy(importing.state) ? { dialog: false } : { dialog: false, state: { stage: "idle" } });
}

/** Back to the drop zone. */
export function importAgain(): void {
  if (!isBusy(importing.state)) set({ state: { stage: "idle" } });
}

/** Asks the import under way to stop. */
export function stopImport(): void {
  stop.abort();
  if (importing.state.stage === "running") set({ state: { ...importing.state, stopping: true } });
}

/** How to start an import; answers false where one is under way. */
export function useStartImport(): (files: readonly File[]) => boolean {
  const platform = usePlatform();
  const queries = useQueryClient();
  return useMemo(() => {
    const desk = deskOf(platform);
    return (files) => {
      if (isBusy(importing.state)) return false;
      stop = new AbortController();
      const ended = runImport(desk, files, (state) => set({ state }), stop.signal);
      void ended.then(() => refresh(queries));
      return true;
    };
  }, [platform, queries]);
}

function deskOf(platform: Platform): ImportDesk {
  return {
    stage: (file, sent) => platform.stage(file, sent),
    start: (staged) => platform.call("start_import", { staged }),
    status: (job) => platform.call("import_status", { job }),
    cancel: (job) => platform.call("cancel_import", { job }),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  };
}
