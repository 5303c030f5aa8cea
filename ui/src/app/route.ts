import { useSyncExternalStore } from "react";

/** Which page is shown: `#/page/argument`. The queue's filter and selection live in its own state. */
export type Page =
  | "queue"
  | "inspection"
  | "documents"
  | "parcels"
  | "conflicts"
  | "leases"
  | "sync"
  | "imports"
  | "reference"
  | "tariff"
  | "rules"
  | "lenses"
  | "settings";

export interface Route {
  page: Page;
  /** Id of the declaration (inspection), of the conflict or its declaration (conflicts); a code (tariff), a tab (rules); a lens. */
  argument: string | null;
}

const PAGES: readonly Page[] = [
  "queue",
  "inspection",
  "documents",
  "parcels",
  "conflicts",
  "leases",
  "sync",
  "imports",
  "reference",
  "tariff",
  "rules",
  "lenses",
  "settings",
];

/** Reads a hash; anything unknown is the queue. */
export function readRoute(hash: string): Route {
  const [name, argument] = hash.replace(/^#\/?/, "").split("/");
  const page = PAGES.find((candidate) => candidate === name) ?? "queue";
  return { page, argument: argument ? decodeURIComponent(argument) : null };
}

/** Shows another page. */
export function go(page: Page, argument?: string): void {
  window.location.hash = argument ? `#/${page}/${encodeURIComponent(argument)}` : `#/${page}`;
}

function listen(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

let last: { hash: string; route: Route } | null = null;

function current(): Route {
  const { hash } = window.location;
  if (last?.hash !== hash) last = { hash, route: readRoute(hash) };
  return last.route;
}

/** The page that is shown. */
export function useRoute(): Route {
  return useSyncExternalStore(listen, current);
}
