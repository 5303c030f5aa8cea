import { describe, expect, it } from "vitest";

import type { Rejudging } from "../contract/contract";
import { DeskFailure } from "../platform";
import { rulesOf, type Question } from "./asking";
import { fakeRun } from "./fakePacks";
import { newRun, type RunDesk, type RunState } from "./run";

const running = (done: number) => fakeRun({ stage: "running", done });

/** A desk that needs three looks to finish, or one after it was asked to stop. */
function desk(changes: Partial<RunDesk> = {}): RunDesk & { asked: string[] } {
  const asked: string[] = [];
  let looks = 0;
  let stopped = false;
  return {
    asked,
    status() {
      looks += 1;
      const stage = stopped ? "cancelled" : looks < 3 ? "running" : "done";
      return Promise.resolve(fakeRun({ stage, done: looks }));
    },
    cancel(job) {
      asked.push(`cancel ${job}`);
      stopped = true;
      return Promise.resolve(running(looks));
    },
    wait: () => Promise.resolve(),
    ...changes,
  };
}

/** All states that a run goes through. */
function watched(run = newRun()) {
  const states: RunState[] = [];
  run.state.listen(() => states.push(run.state.now()));
  return { run, states, told: () => states.map(({ stage }) => stage) };
}

describe("a run over the queue", () => {
  it("is followed to its end", async () => {
    const { run, states, told } = watched();
    await run.start(desk(), () => Promise.resolve(running(0)));
    expect(told()).toEqual(["starting", "running", "running", "running", "ended"]);
    expect(states.at(-1)).toEqual({ stage: "ended", progress: fakeRun({ done: 3 }) });
  });

  it("is stopped by asking once, and says what was found until then", async () => {
    const at = desk();
    const { run, states } = watched();
    run.state.listen(() => run.state.now().stage === "running" && at.asked.length === 0 && stop());
    let stops = 0;
    const stop = () => stops++ === 0 && run.cancel();
    await run.start(at, () => Promise.resolve(running(0)));
    expect(at.asked).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ stage: "ended", progress: { stage: "cancelled" } });
  });

  it("gives way to the next, whose end alone is shown", async () => {
    const at = desk();
    const { run, states } = watched();
    const late: { begin?: (progress: Rejudging) => void } = {};
    const first = run.start(at, () => new Promise((begin) => (late.begin = begin)));
    await run.start(desk(), () => Promise.resolve(fakeRun({ job: "second" })));
    late.begin?.(fakeRun({ job: "first", stage: "running" }));
    await first;
    expect(at.asked).toEqual(["cancel first"]);
    expect(states.at(-1)).toMatchObject({ stage: "ended", progress: { job: "second" } });
  });

  it("says why the desk did not begin", async () => {
    const { run, states } = watched();
    const failure = { code: "rule_pack_gap", message: "One is missing.", hint: "Take it." };
    await run.start(desk(), () => Promise.reject(new DeskFailure(failure)));
    expect(states.at(-1)).toMatchObject({ stage: "refused", failure: { code: "rule_pack_gap" } });
  });
});

describe("a question", () => {
  const asked = (parts: Partial<Question>): Question => ({
    which: "same",
    on: null,
    release: null,
    backTo: null,
    ...parts,
  });

  it.each([
    [asked({}), null, { kind: "same" }],
    [asked({ which: "release" }), null, null],
    [
      asked({ which: "release", release: { id: "s1", file: "eu-2.toml" } }),
      null,
      { kind: "release", staged: "s1" },
    ],
    [asked({ which: "back_to" }), null, null],
    [
      asked({ which: "back_to", backTo: "2026-11-01" }),
      null,
      { kind: "back_to", day: "2026-11-01" },
    ],
    [asked({ which: "everything", backTo: "2026-11-01" }), null, { kind: "back_to", day: null }],
    [asked({ which: "office" }), null, null],
    [asked({ which: "office" }), "", { kind: "office", text: "" }],
  ])("%j with the draft %j asks for %j", (question, draft, rules) => {
    expect(rulesOf(question, draft)).toEqual(rules);
  });
});
