import { useTranslation } from "react-i18next";

import type { ImportProgress } from "../contract/contract";
import { FailureBox, useFormats } from "../design";
import { Counts } from "./Counts";
import { RefusedTable } from "./RefusedTable";
import { recordsIn, unknownHeaders } from "./report";
import { UnknownHeaders } from "./UnknownHeaders";

/** What became of an import that ended: by itself, by the broker or by a failure. */
export function ImportResult({ progress }: { progress: ImportProgress }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { report, stage, failure } = progress;
  const records = recordsIn(report);
  return (
    <div
      className="import-result"
      data-testid={stage === "done" ? "import-done" : `import-${stage}`}
    >
      <div className="import-verdict">
        <h3>{t(titleOf(progress))}</h3>
        {stage === "cancelled" && <p>{t("importing.ended.cancelledHint")}</p>}
        <p className="muted" data-testid="import-sum">
          {t(stage === "done" ? "importing.ended.sum" : "importing.ended.read", {
            count: records,
            records: count(records),
          })}
        </p>
      </div>
      {failure && <FailureBox failure={failure} />}
      <Counts report={report} />
      {unknownHeaders(report.files).length > 0 && <UnknownHeaders files={report.files} />}
      {report.refused > 0 && <RefusedTable files={report.files} total={report.refused} />}
    </div>
  );
}

function titleOf({ stage, report }: ImportProgress) {
  if (stage === "failed") return "importing.ended.failed";
  if (stage === "cancelled") return "importing.ended.cancelled";
  const nothing = report.new + report.amended + report.messages + report.refused === 0;
  return nothing ? "importing.ended.nothing" : "importing.ended.done";
}
