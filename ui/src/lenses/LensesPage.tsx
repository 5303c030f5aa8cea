import { useTranslation } from "react-i18next";

import type { PageProps } from "../app/features";
import { go } from "../app/route";
import type { LensFound, Lenses } from "../contract/contract";
import { EmptyState, ErrorState, Skeleton, useFormats } from "../design";
import { GroupCard } from "./GroupCard";
import { useLenses } from "./useLenses";
import "./lenses.css";

/** What the desk's own history shows, lens by lens. The route's argument is the lens. */
export function LensesPage({ argument }: PageProps) {
  const { t } = useTranslation();
  const { count, date } = useFormats();
  const { data, isError, error, refetch } = useLenses();
  return (
    <div className="page lenses" data-testid="lenses-page">
      <header className="lenses-head">
        <h1>{t("lenses.title")}</h1>
        {data?.since && (
          <p className="muted">
            {t("lenses.seen", {
              count: data.declarations,
              number: count(data.declarations),
              day: date(data.since),
            })}
          </p>
        )}
      </header>
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.behind > 0 ? (
        <Reading left={data.behind} />
      ) : data.declarations === 0 ? (
        <EmptyState title={t("lenses.none.title")} data-testid="lenses-none">
          {t("lenses.none.text")}
        </EmptyState>
      ) : (
        <Found lenses={data} chosen={argument} />
      )}
    </div>
  );
}

function Reading({ left }: { left: number }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <div data-testid="lenses-reading">
      <p className="muted" role="status">
        {t("lenses.reading", { count: left, number: count(left) })}
      </p>
      <Skeleton />
    </div>
  );
}

function Found({ lenses, chosen }: { lenses: Lenses; chosen: string | null }) {
  const { t } = useTranslation();
  const shown = lenses.lenses.find(({ lens }) => lens === chosen) ?? lenses.lenses[0];
  return (
    <>
      <nav className="lenses-choice" aria-label={t("lenses.title")}>
        {lenses.lenses.map((found) => (
          <LensLink key={found.lens} found={found} isShown={found === shown} />
        ))}
      </nav>
      {shown && <OneLens found={shown} lenses={lenses} />}
    </>
  );
}

function LensLink({ found: { lens, total }, isShown }: { found: LensFound; isShown: boolean }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <button
      className="lens-link"
      aria-current={isShown ? "page" : undefined}
      onClick={() => go("lenses", lens)}
      data-testid={`lens-${lens}`}
    >
      <span>{t(`lenses.name.${lens}`)}</span> <b>{count(total)}</b>
    </button>
  );
}

function OneLens({ found, lenses }: { found: LensFound; lenses: Lenses }) {
  const { t } = useTranslation();
  const { count, money } = useFormats();
  const { lens, groups, total } = found;
  const { limits } = lenses;
  const left = total - groups.length;
  return (
    <section aria-label={t(`lenses.name.${lens}`)} data-testid="lens-groups">
      <p className="lens-explained muted">
        {t(`lenses.explained.${lens}`, { ...limits, value: money(limits.value, "EUR") })}
      </p>
      {groups.length === 0 && (
        <EmptyState title={t("lenses.nothing.title")} data-testid="lens-nothing">
          {t("lenses.nothing.text")}
        </EmptyState>
      )}
      {groups.map((group) => (
        <GroupCard key={group.key} lens={lens} group={group} limits={limits} />
      ))}
      {left > 0 && (
        <p className="muted">{t("lenses.more", { count: left, number: count(left) })}</p>
      )}
    </section>
  );
}
