import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
} from "react";

import type { Filter, Sort, View } from "../contract/contract";

/** The declaration under review and its place in the filter and order, where that is known. */
export interface Current {
  id: string;
  position: number | null;
}

/** What the queue shows: its filter and order, what is under review, what is selected. */
export interface QueueState {
  /** The view that was chosen last; chips may have changed the filter since. */
  view: string;
  filter: Filter;
  sort: Sort;
  current: Current | null;
  picked: ReadonlySet<string>;
  openView(view: View): void;
  setFilter(filter: Filter): void;
  setSort(sort: Sort): void;
  setCurrent: Dispatch<SetStateAction<Current | null>>;
  setPicked(change: (before: ReadonlySet<string>) => ReadonlySet<string>): void;
}

export const FIRST_VIEW = "ready";
const FIRST_FILTER: Filter = { statuses: ["queued"] };
export const URGENT_FIRST: Sort = { field: "urgency", descending: false };
const NONE: ReadonlySet<string> = new Set();

const QueueContext = createContext<QueueState | null>(null);

/** Keeps the queue's state, also while another page is shown. */
export function QueueProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState({
    view: FIRST_VIEW,
    filter: FIRST_FILTER,
    sort: URGENT_FIRST,
  });
  const [current, setCurrent] = useState<Current | null>(null);
  const [picked, setPicked] = useState(NONE);

  const show = useCallback((change: Partial<typeof shown>) => {
    setShown((before) => ({ ...before, ...change }));
    setCurrent(null);
    setPicked(NONE);
  }, []);
  const openView = useCallback(
    ({ key, filter, sort }: View) => show({ view: key, filter, sort }),
    [show],
  );
  const setFilter = useCallback((filter: Filter) => show({ filter }), [show]);
  const setSort = useCallback((sort: Sort) => show({ sort }), [show]);

  const state = useMemo(
    () => ({ ...shown, current, picked, openView, setFilter, setSort, setCurrent, setPicked }),
    [shown, current, picked, openView, setFilter, setSort],
  );
  return <QueueContext value={state}>{children}</QueueContext>;
}

/** The queue's state. */
export function useQueue(): QueueState {
  const state = useContext(QueueContext);
  if (!state) throw new Error("the queue's state is used outside its provider");
  return state;
}
