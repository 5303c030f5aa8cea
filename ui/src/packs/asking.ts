import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { usePlatform } from "../app/platform";
import type { OtherRules } from "../contract/contract";
import { kept } from "./kept";
import { newRun, runDesk, type Run } from "./run";

/** Which other rules are asked about. */
export const WHICH = ["same", "release", "back_to", "everything", "office"] as const;
export type Which = (typeof WHICH)[number];

/** A release that was handed over and is not taken yet. */
export interface Staged {
  id: string;
  file: string;
}

/** What is asked of the queue. */
export interface Question {
  which: Which;
  /** The day of acceptance; `null` for today. */
  on: string | null;
  release: Staged | null;
  /** The day to go back to. */
  backTo: string | null;
}

const NOTHING: Question = { which: "same", on: null, release: null, backTo: null };

/** The question on the page, and what the desk found. Both stay while other pages are shown. */
export const question = kept<Question>(NOTHING);
export const found = newRun();

/** What the office writes and has not saved; `null` where it is as it was saved. */
export const draft = kept<string | null>(null);
export const preview = newRun();

/** The queue judged anew. */
export const again = newRun();

/** Asks something else: what was found for the question before does not count any more. */
export function askOtherwise(change: Partial<Question>): void {
  found.forget();
  question.set({ ...question.now(), ...change });
}

/** As when the window was opened. */
export function forgetAll(): void {
  [found, preview, again].forEach((run) => run.forget());
  question.set(NOTHING);
  draft.set(null);
}

/** The rules of a question; `null` while it does not say which. */
export function rulesOf(
  { which, release, backTo }: Question,
  written: string | null,
): OtherRules | null {
  switch (which) {
    case "same":
      return { kind: "same" };
    case "release":
      return release && { kind: "release", staged: release.id };
    case "back_to":
      return backTo === null ? null : { kind: "back_to", day: backTo };
    case "everything":
      return { kind: "back_to", day: null };
    case "office":
      return written === null ? null : { kind: "office", text: written };
  }
}

/** How to ask the desk what other rules would change. */
export function useAsk(): (run: Run, rules: OtherRules, on: string | null) => void {
  const platform = usePlatform();
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const desk = runDesk(platform);
    return (run, rules, on) =>
      void run.start(desk, () => platform.call("what_changes", { rules, on, language }));
  }, [platform, language]);
}
