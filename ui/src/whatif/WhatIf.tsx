import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { DeclarationView, FlatLines, Way } from "../contract/contract";
import { FailureLine, Money } from "../design";
import { asFailure } from "../platform";
import { Limit } from "./Limit";
import "./whatif.css";

/** The same goods declared otherwise: as H7 or H1, at today's rates, with lines put together. */
export function WhatIf({ declaration }: { declaration: DeclarationView }) {
  const { t, i18n } = useTranslation();
  const answer = useDesk("what_if", { id: declaration.row.id, language: i18n.language });
  if (answer.isError) return <FailureLine failure={asFailure(answer.error)} />;
  if (!answer.data || answer.data.ways.length === 0) return null;
  const { ways, limit, lines } = answer.data;
  return (
    <section className="whatif" data-testid="what-if">
      <h2>{t("whatif.title")}</h2>
      <div className="whatif-ways">
        {ways.map((way) => (
          <WayCard key={way.data_set} way={way} />
        ))}
      </div>
      {limit && <Limit limit={limit} />}
      {lines && <Lines lines={lines} />}
    </section>
  );
}

function WayCard({ way: { data_set, declared, charges, obstacles } }: { way: Way }) {
  const { t } = useTranslation();
  return (
    <article className="whatif-way" data-testid={`way-${data_set}`}>
      <h3>
        {data_set} {declared && <span className="muted">{t("whatif.declared")}</span>}
      </h3>
      <p className="whatif-payable">
        {charges.gaps.length > 0 ? (
          t("whatif.unknown")
        ) : (
          <Money value={charges.payable} currency={charges.currency} />
        )}
      </p>
      {charges.gaps.map((gap) => (
        <p key={gap} className="muted">
          {gap}
        </p>
      ))}
      {obstacles.length === 0 ? (
        <p className="muted">{t("whatif.possible")}</p>
      ) : (
        <details>
          <summary>{t("whatif.obstacles", { count: obstacles.length })}</summary>
          <ul>
            {obstacles.map(({ rule, path, title }) => (
              <li key={`${rule} ${path}`}>
                {title} <span className="muted mono">{rule}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

function Lines({ lines: { each, separate, together, same } }: { lines: FlatLines }) {
  const { t } = useTranslation();
  return (
    <div data-testid="flat-lines">
      <h3>{t("whatif.lines.title")}</h3>
      <p>
        {t("whatif.lines.separate")} <Money value={separate} />{" "}
        <span className="muted">
          ({t("whatif.lines.each")} <Money value={each} />)
        </span>
      </p>
      {same.map(({ code, items }) => (
        <p key={code}>{t("whatif.lines.same", { items: items.join(", "), code })}</p>
      ))}
      {same.length > 0 && (
        <p>
          {t("whatif.lines.together")} <Money value={together} />
        </p>
      )}
    </div>
  );
}
