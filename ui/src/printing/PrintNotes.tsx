import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PrintRecord } from "../contract/contract";

/** What should be known before printing: earlier prints gone stale, characters without a shape. */
export function PrintNotes(props: {
  unprintable: readonly string[];
  superseded: PrintRecord | null;
  revision: number;
}) {
  const { t } = useTranslation();
  const { unprintable, superseded, revision } = props;
  return (
    <>
      {superseded && (
        <Note title={t("printing.superseded")} testId="print-superseded">
          {t("printing.supersededHint", { revision: superseded.revision, now: revision })}
        </Note>
      )}
      {unprintable.length > 0 && (
        <Note
          title={t("printing.unprintable", {
            count: unprintable.length,
            characters: unprintable.join(" "),
          })}
          testId="print-unprintable"
        >
          {t("printing.unprintableHint")}
        </Note>
      )}
    </>
  );
}

function Note({ title, testId, children }: { title: string; testId: string; children: ReactNode }) {
  return (
    <div className="print-note" role="note" data-testid={testId}>
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
