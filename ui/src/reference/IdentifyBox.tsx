import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { IdentifierInfo } from "../contract/contract";
import { FailureLine, Field, useToasts } from "../design";
import { asFailure } from "../platform";

/** Tells what a pasted identifier is, and whether its check digit holds. */
export function IdentifyBox() {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const identified = useDesk(
    "identify",
    { text, language: i18n.language },
    { enabled: text !== "" },
  );
  return (
    <section className="reference-card">
      <h2>{t("reference.identify.title")}</h2>
      <Field
        label={t("reference.identify.label")}
        placeholder={t("reference.identify.placeholder")}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        spellCheck="false"
        data-testid="identify-text"
      />
      <div aria-live="polite">
        {text !== "" && identified.isError && (
          <p className="reference-bad">
            <FailureLine failure={asFailure(identified.error)} />
          </p>
        )}
        {text !== "" && identified.data && <Candidates candidates={identified.data.candidates} />}
      </div>
    </section>
  );
}

/** The readings of a text, likeliest first. */
export function Candidates({ candidates }: { candidates: readonly IdentifierInfo[] }) {
  const { t } = useTranslation();
  if (candidates.length === 0) {
    return (
      <p className="muted" data-testid="identify-none">
        <strong>{t("reference.identify.none")}.</strong> {t("reference.identify.noneHint")}
      </p>
    );
  }
  return (
    <ul className="reference-candidates">
      {candidates.map((candidate) => (
        <Candidate key={candidate.kind} candidate={candidate} />
      ))}
    </ul>
  );
}

function Candidate({ candidate }: { candidate: IdentifierInfo }) {
  const { t, i18n } = useTranslation();
  const toasts = useToasts();
  const { kind, normalised, check_holds, explanation } = candidate;
  const name = `reference.kind.${kind}`;
  const state = check_holds === null ? "unknown" : check_holds ? "holds" : "fails";
  const copy = () => void navigator.clipboard.writeText(normalised).catch(toasts.fail);
  return (
    <li data-testid="identify-candidate" data-kind={kind} data-check={state}>
      <div className="reference-candidate-head">
        <strong>{i18n.exists(name) ? t(name as "reference.kind.mrn") : kind}</strong>
        <span className={`reference-check reference-check-${state}`}>
          <span aria-hidden="true">{{ holds: "✓", fails: "✗", unknown: "–" }[state]} </span>
          {t(`reference.identify.${state}`)}
        </span>
      </div>
      <p className="selectable">{explanation}</p>
      <p>
        <span className="muted">{t("reference.identify.normalised")}</span>{" "}
        <span className="mono selectable reference-stored">{normalised}</span>{" "}
        <button className="button button-link" onClick={copy}>
          {t("reference.identify.copy")}
        </button>
      </p>
    </li>
  );
}
