import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { DeclarationView } from "../contract/contract";
import { LaneBadge, useFormats } from "../design";

/** What it is, why it is in its lane, and where it stands. */
export function ReviewHeader({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { row, declaration_type, lane_reasons } = declaration;
  const facts = [
    row.data_set,
    declaration_type,
    t("review.queuedAt", { when: moment(row.queued_at, now) }),
    row.transport_document && t("review.transport", { number: row.transport_document }),
    row.status !== "queued" && t(`terms.status.${row.status}`),
    row.claimed_by && t("review.claimedBy", { name: row.claimed_by }),
  ].filter(Boolean);
  return (
    <div className="review-head">
      <h1 className="selectable" data-testid="review-lrn">
        {row.lrn}
      </h1>
      <p>
        <span title={lane_reasons.join("\n")}>
          <LaneBadge lane={row.lane} long />
        </span>
        {facts.map((fact) => (
          <Fragment key={String(fact)}> · {fact}</Fragment>
        ))}
      </p>
      {row.mrn && (
        <p>
          MRN <span className="mono selectable">{row.mrn}</span>
        </p>
      )}
      {lane_reasons.length > 0 && <p className="review-reasons">{lane_reasons.join(" · ")}</p>}
    </div>
  );
}
