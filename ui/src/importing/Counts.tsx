import { useTranslation } from "react-i18next";

import type { ImportReport } from "../contract/contract";
import { useFormats } from "../design";

export const COUNTS = ["new", "amended", "unchanged", "messages", "waiting", "refused"] as const;

/** What became of the records, each number with its word. */
export function Counts({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <dl className="import-counts">
      {COUNTS.map((key) => (
        <div
          key={key}
          className="import-count"
          data-zero={report[key] === 0 || undefined}
          data-count={key}
        >
          <dt>{t(`importing.count.${key}`)}</dt>
          <dd className="import-count-number" data-testid={`import-count-${key}`}>
            {count(report[key])}
          </dd>
          <dd className="muted import-count-hint">{t(`importing.count.${key}Hint`)}</dd>
        </div>
      ))}
    </dl>
  );
}
