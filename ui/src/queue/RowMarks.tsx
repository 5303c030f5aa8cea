import { useTranslation } from "react-i18next";

import type { QueueRow, RowLease } from "../contract/contract";
import { useFormats } from "../design";

/** What sync has to say of a row: in conflict, checked out, not sent yet. Each by word or mark, with words for the ear. */
export function RowMarks({ row, now }: { row: QueueRow; now: number }) {
  const { t } = useTranslation();
  const { conflict, lease, unsent } = row;
  if (!conflict && !lease && !unsent) return null;
  return (
    <span className="marks">
      {conflict && (
        <span className="mark mark-conflict" data-testid="mark-conflict">
          <span aria-hidden="true">≠ </span>
          {t("queue.mark.conflict")}
        </span>
      )}
      {lease && <LeaseMark lease={lease} now={now} />}
      {unsent && (
        <span className="mark-unsent" title={t("queue.mark.unsent")} data-testid="mark-unsent">
          <span aria-hidden="true">↑</span>
          <span className="sr-only">{t("queue.mark.unsent")}</span>
        </span>
      )}
    </span>
  );
}

function LeaseMark({ lease, now }: { lease: RowLease; now: number }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { by, mine, until } = lease;
  const name = mine ? t("queue.mark.you") : by;
  const words = t("queue.mark.leased", { name, until: moment(until, now) });
  return (
    <span
      className={mine ? "mark mark-mine" : "mark mark-other"}
      title={words}
      data-testid="mark-lease"
    >
      <span className="sr-only">{words}</span>
      <span className="clip" aria-hidden="true">
        {name}
      </span>
      <span aria-hidden="true">{moment(until, now)}</span>
    </span>
  );
}
