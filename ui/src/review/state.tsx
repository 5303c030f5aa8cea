import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";

import { useCommand } from "../commands";

/** Tabs of the review pane, in their order. */
export const TABS = [
  "overview",
  "items",
  "parties",
  "charges",
  "evidence",
  "timeline",
  "elements",
] as const;
export type Tab = (typeof TABS)[number];

/** A field to be shown and given the focus. */
export interface Target {
  path: string;
  /** Opened for amending. */
  amend: boolean;
  /** Rises each time, so that going to the same field twice works. */
  turn: number;
}

interface ReviewState {
  tab: Tab;
  target: Target | null;
  setTab(tab: Tab): void;
  /** Shows a field among all data. */
  goTo(path: string, amend?: boolean): void;
}

const ReviewContext = createContext<ReviewState | null>(null);

/** Keeps the tab from one declaration to the next. */
export function ReviewProvider({ children }: { children: ReactNode }) {
  const [tab, setTab] = useState<Tab>("overview");
  const [target, setTarget] = useState<Target | null>(null);
  const goTo = useCallback((path: string, amend = false) => {
    setTab("elements");
    setTarget((before) => ({ path, amend, turn: (before?.turn ?? 0) + 1 }));
  }, []);
  const state = useMemo(() => ({ tab, target, setTab, goTo }), [tab, target, goTo]);
  return <ReviewContext value={state}>{children}</ReviewContext>;
}

/** Each tab is a command with a key of its own. */
export function useTabCommands(): void {
  const { setTab } = useReview();
  useCommand("overview", () => setTab("overview"));
  useCommand("items", () => setTab("items"));
  useCommand("parties", () => setTab("parties"));
  useCommand("charges", () => setTab("charges"));
  useCommand("evidence", () => setTab("evidence"));
  useCommand("timeline", () => setTab("timeline"));
  useCommand("elements", () => setTab("elements"));
}

/** The review pane's state. */
export function useReview(): ReviewState {
  const state = useContext(ReviewContext);
  if (!state) throw new Error("the review's state is used outside its provider");
  return state;
}
