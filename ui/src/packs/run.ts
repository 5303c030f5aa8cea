import type { Failure, Rejudging } from "../contract/contract";
import { asFailure, type Platform } from "../platform";
import { kept, type Kept } from "./kept";

/** How long between two looks at a run, in milliseconds. */
export const LOOK_EVERY = 150;

/** Where a run over the queue stands. */
export type RunState =
  | { stage: "idle" }
  | { stage: "starting" }
  | { stage: "running"; progress: Rejudging; stopping: boolean }
  /** Done, cancelled or failed on the way: the progress says which, and what was found. */
  | { stage: "ended"; progress: Rejudging }
  /** The desk did not begin. */
  | { stage: "refused"; failure: Failure };

/** What a run needs of the desk. */
export interface RunDesk {
  status(job: string): Promise<Rejudging>;
  cancel(job: string): Promise<Rejudging>;
  wait(milliseconds: number): Promise<void>;
}

/** One place on the screen that shows a run. A new run there takes the place of the one before. */
export interface Run {
  state: Kept<RunState>;
  /** Begins, after having stopped the one before, and answers the state in which it ended. */
  start(desk: RunDesk, begin: () => Promise<Rejudging>): Promise<RunState>;
  /** Asks it to stop; what was found so far stays. */
  cancel(): void;
  /** Stops it, and forgets what it found. */
  forget(): void;
}

export function newRun(): Run {
  const state = kept<RunState>({ stage: "idle" });
  let stop = new AbortController();
  return {
    state,
    start(desk, begin) {
      stop.abort();
      const own = new AbortController();
      stop = own;
      return follow(desk, begin, (now) => stop === own && state.set(now), own.signal);
    },
    cancel() {
      stop.abort();
      const now = state.now();
      if (now.stage === "running") state.set({ ...now, stopping: true });
    },
    forget() {
      stop.abort();
      stop = new AbortController();
      state.set({ stage: "idle" });
    },
  };
}

/** Whether it goes on. */
export function isUnderWay({ stage }: RunState): boolean {
  return stage === "starting" || stage === "running";
}

/** What a run at the desk needs. */
export function runDesk(platform: Platform): RunDesk {
  return {
    status: (job) => platform.call("rejudging_status", { job }),
    cancel: (job) => platform.call("cancel_rejudging", { job }),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  };
}

/** Begins a run and follows it to its end, telling every step. Never rejects. */
export async function follow(
  desk: RunDesk,
  begin: () => Promise<Rejudging>,
  tell: (state: RunState) => void,
  stop: AbortSignal,
): Promise<RunState> {
  const end = (state: RunState) => (tell(state), state);
  try {
    tell({ stage: "starting" });
    let progress = await begin();
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
    return end({ stage: "ended", progress });
  } catch (thrown) {
    return end({ stage: "refused", failure: asFailure(thrown) });
  }
}
