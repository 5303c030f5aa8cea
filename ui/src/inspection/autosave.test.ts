import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { DeskFailure } from "../platform";
import { autosave, SAVE_AFTER } from "./autosave";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("typing saves once, a little after the last key", async () => {
  const saved: string[] = [];
  const saving = autosave((value: string) => Promise.resolve(saved.push(value)));
  for (const value of ["t", "to", "tor", "torn"]) {
    saving.change(value);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER - 1);
  }
  expect(saved).toEqual([]);
  expect(saving.state()).toEqual({ status: "pending" });
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toEqual(["torn"]);
  expect(saving.state()).toEqual({ status: "clean" });
});

test("leaving the field saves at once", async () => {
  const saved: string[] = [];
  const saving = autosave((value: string) => Promise.resolve(saved.push(value)));
  saving.change("torn");
  expect(await saving.flush()).toBe(true);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER);
  expect(saved).toEqual(["torn"]);
});

test("a change made while saving is saved afterwards, never beside it", async () => {
  const saved: string[] = [];
  let release = () => {};
  const saving = autosave((value: string) => {
    saved.push(value);
    return new Promise<void>((done) => (release = done));
  });
  saving.change("first");
  const flushed = saving.flush();
  saving.change("second");
  await vi.advanceTimersByTimeAsync(SAVE_AFTER);
  expect(saved).toEqual(["first"]);
  release();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toEqual(["first", "second"]);
  release();
  expect(await flushed).toBe(true);
});

test("what could not be saved is kept, and tried again", async () => {
  const failure = new DeskFailure({ code: "disk_full", message: "The disk is full.", hint: "" });
  const saved: string[] = [];
  let full = true;
  const saving = autosave((value: string) => {
    if (full) return Promise.reject(failure);
    return Promise.resolve(saved.push(value));
  });
  saving.change("torn");
  expect(await saving.flush()).toBe(false);
  expect(saving.state()).toEqual({ status: "failed", failure });
  full = false;
  expect(await saving.flush()).toBe(true);
  expect(saved).toEqual(["torn"]);
});
