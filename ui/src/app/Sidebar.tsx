import { useTranslation } from "react-i18next";

import type { View, ViewGroup } from "../contract/contract";
import { Dot, useFormats, useToasts, type Tone } from "../design";
import { viewName } from "../queue/viewName";
import { useQueue } from "../queue/state";
import { useSyncStatus } from "../syncing/status";
import { useDesk, useDeskAction } from "./desk";
import type { en } from "../i18n/en";
import { go, useRoute } from "./route";
import "./sidebar.css";

const TONES: Record<string, Tone> = {
  ready: "accent",
  red: "red",
  yellow: "yellow",
  blue: "blue",
  green: "green",
};

const GROUPS: readonly ViewGroup[] = ["work", "mine", "desk"];
type SidebarPage = keyof typeof en.app.pages;
const PAGES: Record<ViewGroup, readonly SidebarPage[]> = {
  work: ["conflicts"],
  mine: [],
  desk: [
    "documents",
    "parcels",
    "leases",
    "sync",
    "imports",
    "reference",
    "tariff",
    "rules",
    "lenses",
  ],
};
/** Pages that say nothing on a desk that works by itself. */
const WITH_HUB: ReadonlySet<SidebarPage> = new Set(["conflicts", "leases"]);
/** The view of what is in conflict is shown as the page on which one chooses. */
const AS_PAGE = "conflicts";

/** The views with their live counts, and the desk's other pages. */
export function Sidebar() {
  const { t } = useTranslation();
  const views = useDesk("views", {}).data?.views ?? [];
  return (
    <nav className="sidebar" aria-label={t("app.sidebar.label")} data-testid="sidebar">
      {GROUPS.map((group) => {
        const inGroup = views.filter((view) => view.group === group && view.key !== AS_PAGE);
        if (group !== "desk" && inGroup.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`app.sidebar.${group}`)}</h2>
            {inGroup.map((view) => (
              <ViewLink key={view.key} view={view} />
            ))}
            <PageLinks group={group} />
          </section>
        );
      })}
    </nav>
  );
}

function ViewLink({ view }: { view: View }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const queue = useQueue();
  const { page } = useRoute();
  const isShown = page === "queue" && queue.view === view.key;
  const tone = TONES[view.key];
  const name = viewName(view, t);
  const link = (
    <button
      className="sidebar-link"
      aria-current={isShown ? "page" : undefined}
      title={name}
      onClick={() => {
        queue.openView(view);
        go("queue");
      }}
      data-testid={`view-${view.key}`}
    >
      {tone && <Dot tone={tone} />}
      <span className="clip">{name}</span>
      <b>{count(view.count)}</b>
    </button>
  );
  if (view.name === null) return link;
  return (
    <span className="sidebar-own">
      {link}
      <RemoveView view={view} name={name} />
    </span>
  );
}

/** Views of one's own can be dropped; what they showed stays. */
function RemoveView({ view, name }: { view: View; name: string }) {
  const { t } = useTranslation();
  const { fail } = useToasts();
  const remove = useDeskAction("remove_view");
  return (
    <button
      className="sidebar-remove"
      aria-label={t("queue.removeView", { name })}
      onClick={() => remove.mutate({ key: view.key }, { onError: fail })}
      data-testid={`remove-view-${view.key}`}
    >
      ×
    </button>
  );
}

function PageLinks({ group }: { group: ViewGroup }) {
  const status = useSyncStatus().data;
  const counts: Partial<Record<SidebarPage, number>> = {
    conflicts: status?.conflicts,
    sync: status?.hub ? status.unsent : 0,
  };
  const shown = PAGES[group].filter((page) => status?.hub || !WITH_HUB.has(page));
  return shown.map((page) => <PageLink key={page} page={page} count={counts[page] ?? 0} />);
}

function PageLink({ page, count }: { page: SidebarPage; count: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = useRoute().page;
  return (
    <button
      className="sidebar-link"
      aria-current={shown === page ? "page" : undefined}
      onClick={() => go(page)}
      data-testid={`page-${page}`}
    >
      <span className="clip">{t(`app.pages.${page}`)}</span>
      {count > 0 && <b>{formats.count(count)}</b>}
    </button>
  );
}
