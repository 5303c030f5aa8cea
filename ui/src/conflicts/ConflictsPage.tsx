import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { PageProps } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import type { Conflict } from "../contract/contract";
import { Check, EmptyState, ErrorState, Skeleton, useFormats } from "../design";
import { ConflictList } from "./ConflictList";
import { ClosedConflict, OpenConflict } from "./ConflictView";
import "./conflicts.css";
import "./picks.css";

/** What two desks did to one declaration without knowing of each other. */
export function ConflictsPage({ argument }: PageProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [all, setAll] = useState(false);
  const answer = useDesk("conflicts", { declaration: null, all });
  if (answer.isPending) return <Skeleton />;
  if (answer.isError && !answer.data) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  const { conflicts } = answer.data;
  const open = conflicts.filter((conflict) => conflict.open).length;
  return (
    <div className="conflicts" data-testid="conflicts-page">
      <div className="conflicts-side">
        <header className="conflicts-head">
          <h1>{t("conflicts.title")}</h1>
          <span className="muted">{t("conflicts.open", { count: open, number: count(open) })}</span>
        </header>
        <div className="conflicts-switch">
          <Check isSelected={all} onChange={setAll} data-testid="conflicts-all">
            {t("conflicts.all")}
          </Check>
        </div>
        <ConflictListOf conflicts={conflicts} argument={argument} />
      </div>
      <ConflictOf conflicts={conflicts} argument={argument} />
    </div>
  );
}

interface ShownProps extends PageProps {
  conflicts: readonly Conflict[];
}

function ConflictListOf({ conflicts, argument }: ShownProps) {
  const shown = shownOf(conflicts, argument);
  const at = shown ? conflicts.indexOf(shown) : -1;
  const step = (by: number) => {
    const next = conflicts[at + by];
    if (next) go("conflicts", next.id);
  };
  useCommand("nextConflict", () => step(1), at + 1 < conflicts.length);
  useCommand("previousConflict", () => step(-1), at > 0);
  return (
    <ConflictList
      conflicts={conflicts}
      shown={shown?.id ?? null}
      onShow={(id) => go("conflicts", id)}
    />
  );
}

function ConflictOf({ conflicts, argument }: ShownProps) {
  const { t } = useTranslation();
  const shown = shownOf(conflicts, argument);
  if (!shown) {
    return (
      <EmptyState title={t("conflicts.none")} data-testid="conflicts-none">
        {t("conflicts.noneText")}
      </EmptyState>
    );
  }
  const next = nextOpen(conflicts, shown);
  return (
    <section
      className="conflict"
      aria-label={t("conflicts.of", { lrn: shown.lrn })}
      data-testid="conflict"
    >
      {shown.open ? (
        <OpenConflict
          key={shown.id}
          conflict={shown}
          onDone={() => (next ? go("conflicts", next.id) : go("conflicts"))}
        />
      ) : (
        <ClosedConflict key={shown.id} conflict={shown} />
      )}
    </section>
  );
}

/** The route names a conflict or its declaration; the first one otherwise. */
function shownOf(conflicts: readonly Conflict[], argument: string | null): Conflict | undefined {
  return (
    conflicts.find(({ id }) => id === argument) ??
    conflicts.find(({ declaration }) => declaration === argument) ??
    conflicts[0]
  );
}

/** What is to be chosen after this one: the next below, else the first. */
function nextOpen(conflicts: readonly Conflict[], shown: Conflict): Conflict | undefined {
  const open = conflicts.filter((one) => one.open || one === shown);
  return open[open.indexOf(shown) + 1] ?? open.find((one) => one !== shown);
}
