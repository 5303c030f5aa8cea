import { useTranslation } from "react-i18next";

import type { Conflict } from "../contract/contract";
import { outcome, WHOLE, type Picks } from "./picks";
import { sideWords } from "./SideCards";

/** What will count, before it does. */
export function Outcome({ conflict, picks }: { conflict: Conflict; picks: Picks }) {
  const { t } = useTranslation();
  return (
    <section className="outcome" aria-label={t("conflicts.willCount")} data-testid="outcome">
      <h3>{t("conflicts.willCount")}</h3>
      {conflict.about === "data" ? (
        <Values conflict={conflict} picks={picks} />
      ) : (
        <Whole conflict={conflict} picks={picks} />
      )}
      <p className="muted">{t("conflicts.loserStays")}</p>
    </section>
  );
}

function Values({ conflict, picks }: { conflict: Conflict; picks: Picks }) {
  const { t } = useTranslation();
  return (
    <dl className="outcome-values">
      {conflict.fields.map((field) => {
        const value = outcome(field, picks);
        const side = picks.get(field.path);
        return (
          <div key={field.path}>
            <dt>{field.label}</dt>
            <dd>
              {value === undefined || side === undefined ? (
                <NotChosen />
              ) : (
                <>
                  <bdi className="selectable">{value ?? t("conflicts.nothing")}</bdi>{" "}
                  <span className="muted">
                    {value === field.base
                      ? t("conflicts.unchanged")
                      : t("conflicts.from", { name: conflict[side].by })}
                  </span>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Whole({ conflict, picks }: { conflict: Conflict; picks: Picks }) {
  const { t } = useTranslation();
  const side = picks.get(WHOLE);
  if (side === undefined) return <NotChosen />;
  const taken = conflict[side];
  return (
    <p>
      <strong>{sideWords(taken, t)}</strong>{" "}
      <span className="muted">{t("conflicts.from", { name: taken.by })}</span>
      {taken.reason && <span className="side-reason">“{taken.reason}”</span>}
    </p>
  );
}

function NotChosen() {
  const { t } = useTranslation();
  return <span className="outcome-open">{t("conflicts.notChosen")}</span>;
}
