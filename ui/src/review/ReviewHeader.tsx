import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { useAbout, useNow } from "../app/about";
import { useDeskAction } from "../app/desk";
import { CommandButton, useCommand } from "../commands";
import type { DeclarationView } from "../contract/contract";
import { LaneBadge, useFormats, useToasts } from "../design";

/** What it is, why it is in its lane, and where it stands. */
export function ReviewHeader({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const isMine = useClaim(declaration);
  const { row, declaration_type, lane_reasons } = declaration;
  const facts = [
    row.status !== "queued" && t(`terms.status.${row.status}`),
    row.data_set,
    declaration_type,
    t("review.queuedAt", { when: moment(row.queued_at, now) }),
    row.transport_document && t("review.transport", { number: row.transport_document }),
    row.claimed_by && t("review.claimedBy", { name: row.claimed_by }),
    row.lease &&
      t("review.leased", {
        name: row.lease.mine ? t("queue.mark.you") : row.lease.by,
        until: moment(row.lease.until, now),
      }),
    row.unsent && t("review.unsent"),
  ].filter(Boolean);
  return (
    <div className="review-head">
      <div className="review-title">
        <h1 className="selectable" title={row.lrn} data-testid="review-lrn">
          {row.lrn}
        </h1>
        <CommandButton
          command="claim"
          look="quiet"
          label={isMine ? t("review.giveBack") : undefined}
        />
        <CommandButton command="print" look="quiet" />
        <CommandButton command="export" look="quiet" label={t("exporting.make")} />
      </div>
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

/** Takes the declaration on, or gives it back. Answers whether it is this broker's. */
function useClaim({ row }: DeclarationView): boolean {
  const claim = useDeskAction("claim");
  const { fail } = useToasts();
  const name = useAbout().data?.broker?.name;
  const isMine = row.claimed_by !== null && row.claimed_by === name;
  useCommand("claim", () => claim.mutate({ ids: [row.id], claimed: !isMine }, { onError: fail }));
  return isMine;
}
