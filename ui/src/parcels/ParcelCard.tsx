import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { ParcelInfo } from "../contract/contract";
import { Button, useFormats } from "../design";
import { useOpenDeclaration } from "../queue/useOpenDeclaration";
import { ago } from "../syncing/words";
import { StageBadge } from "./StageBadge";
import { stepsOf, type Step } from "./stages";
import { sourceWords } from "./words";

/** One parcel: what it is, and its way stage by stage. */
export function ParcelCard({ parcel }: { parcel: ParcelInfo }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const open = useOpenDeclaration();
  const { goods, consignee, stage, as_of, declaration, lrn } = parcel;
  return (
    <article className="parcel" aria-label={parcel.parcel || lrn} data-testid="parcel">
      <header className="parcel-head">
        <div>
          <h2 className="mono selectable">{parcel.parcel || lrn}</h2>
          <p className="parcel-goods">
            <bdi>{[goods, consignee].filter(Boolean).join(" · ")}</bdi>
          </p>
        </div>
        <Button onPress={() => open(declaration, lrn)} data-testid="parcel-declaration">
          {t("parcels.toDeclaration")}
        </Button>
      </header>
      <p className="parcel-now">
        <StageBadge stage={stage} />
        <span className="muted" data-testid="parcel-as-of">
          {t("parcels.lastNews", { when: moment(as_of, now), age: ago(as_of, now, t) })}
        </span>
      </p>
      <ol className="track">
        {stepsOf(parcel).map((step) => (
          <TrackStep key={step.stage} step={step} />
        ))}
      </ol>
      <Numbers parcel={parcel} />
    </article>
  );
}

function TrackStep({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { stage, reached, isNow, isExpected } = step;
  const state = reached === null ? (isExpected ? "expected" : "ahead") : isNow ? "now" : "reached";
  return (
    <li
      className={`track-step track-${stage === "stopped" ? "stopped" : state}`}
      aria-current={isNow ? "step" : undefined}
      data-testid={`stage-${stage}`}
      data-state={state}
    >
      <span className="track-mark" aria-hidden="true">
        {stage === "stopped" ? "×" : reached ? "✓" : ""}
      </span>
      <div>
        <p className="track-name">
          {t(`parcels.stage.${stage}`)}
          {isExpected && <span className="muted"> · {t("parcels.expectedNext")}</span>}
        </p>
        {reached && (
          <p className="muted">
            <time dateTime={reached.at}>{moment(reached.at, now)}</time> ·{" "}
            {sourceWords(reached.from, reached.from_name, t)} ·{" "}
            {t("parcels.knownSince", { age: ago(reached.known_since, now, t) })}
          </p>
        )}
      </div>
    </li>
  );
}

function Numbers({ parcel }: { parcel: ParcelInfo }) {
  const { t } = useTranslation();
  const numbers = [
    ["parcel", parcel.parcel],
    ["lrn", parcel.lrn],
    ["mrn", parcel.mrn],
    ["transport", parcel.transport_document],
  ] as const;
  return (
    <dl className="facts">
      {numbers
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{t(`parcels.column.${name}`)}</dt>
            <dd className="mono selectable">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
