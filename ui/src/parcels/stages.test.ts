import { expect, it } from "vitest";

import { fakeRow } from "../testing/rows";
import { fakeParcel } from "../testing/scenes";
import { stepsOf } from "./stages";

const fact = (stage: "received" | "in_review" | "under_control" | "stopped") => ({
  stage,
  at: "2026-11-21T08:00:00Z",
  from: "office",
  from_name: null,
  known_since: "2026-11-21T08:01:00Z",
});

it("shows the way ahead, and control only where it happened", () => {
  const steps = stepsOf(fakeParcel(fakeRow(1)));
  expect(steps.map(({ stage }) => stage)).toEqual([
    "received",
    "in_review",
    "lodged",
    "accepted",
    "released",
    "handed_over",
  ]);
  expect(steps.find(({ isNow }) => isNow)?.stage).toBe("accepted");
  expect(steps.find(({ isExpected }) => isExpected)?.stage).toBe("released");
  const controlled = fakeParcel(fakeRow(1), {
    stages: [fact("received"), fact("under_control")],
    stage: "under_control",
  });
  expect(stepsOf(controlled).map(({ stage }) => stage)).toContain("under_control");
});

it("ends where it was stopped", () => {
  const stopped = fakeParcel(fakeRow(1), {
    stages: [fact("received"), fact("in_review"), fact("stopped")],
    stage: "stopped",
    expected: null,
  });
  expect(stepsOf(stopped).map(({ stage }) => stage)).toEqual(["received", "in_review", "stopped"]);
});
