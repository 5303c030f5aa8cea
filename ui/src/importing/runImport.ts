import type { Failure, ImportProgress } from "../contract/contract";
import { asFailure } from "../platform";

/** How long between two looks at an import, in milliseconds. */
export const LOOK_EVERY = 250;

/** Where an import stands, from the first file copied to the result. */
export type ImportState =
  | { stage: "idle" }
  | { stage: "staging"; file: string; doneBytes: number; totalBytes: number }
  | { stage: "running"; progress: ImportProgress; stopping: boolean }
  /** Done, cancelled or failed on the way: the progress says which, and what came in. */
  | { stage: "ended"; progress: ImportProgress }
  /** Stopped before the desk began: nothing came in. */
  | { stage: "withdrawn" }
  /** The desk did not take the files. */
  | { stage: "refused"; failure: Failure };

/** What an import needs of the desk and its host. */
export interface ImportDesk {
  /** Hands one file over, telling the share that is through; rejects with what `sent` throws. */
  stage(file: File, sent: (share: number) => void): Promise<string>;
  start(staged: string[]): Promise<ImportProgress>;
  status(job: string): Promise<ImportProgress>;
  cancel(job: string): Promise<ImportProgress>;
  wait(milliseconds: number): Promise<void>;
}

/** Hands files to the desk and follows the import to its end, telling every step. Never rejects. */
export async function runImport(
  desk: ImportDesk,
  files: readonly File[],
  tell: (state: ImportState) => void,
  stop: AbortSignal,
): Promise<void> {
  try {
    const staged = await stageAll(desk, files, tell, stop);
    if (stop.aborted) tell({ stage: "withdrawn" });
    else await follow(desk, await desk.start(staged), tell, stop);
  } catch (thrown) {
    if (stop.aborted) tell({ stage: "withdrawn" });
    else tell({ stage: "refused", failure: asFailure(thrown) });
  }
}

/** Thrown out of a copy under way, as the host knows no other way to stop one. */
class Withdrawn extends Error {}

async function stageAll(
  desk: ImportDesk,
  files: readonly File[],
  tell: (state: ImportState) => void,
  stop: AbortSignal,
): Promise<string[]> {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const staged: string[] = [];
  let before = 0;
  for (const file of files) {
    const sent = (share: number): void => {
      if (stop.aborted) throw new Withdrawn();
      const doneBytes = before + Math.round(share * file.size);
      tell({ stage: "staging", file: file.name, doneBytes, totalBytes });
    };
    sent(0);
    staged.push(await desk.stage(file, sent));
    before += file.size;
  }
  return staged;
}

async function follow(
  desk: ImportDesk,
  started: ImportProgress,
  tell: (state: ImportState) => void,
  stop: AbortSignal,
): Promise<void> {
  let progress = started;
  let asked = false;
  while (progress.stage === "running") {
    tell({ stage: "running", progress, stopping: stop.aborted });
    if (stop.aborted && !asked) {
      asked = true;
      progress = await desk.cancel(progress.job);
    } else {
      await desk.wait(LOOK_EVERY);
      progress = await desk.status(progress.job);
    }
  }
  tell({ stage: "ended", progress });
}
