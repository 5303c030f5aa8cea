import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useDesk } from "../app/desk";
import { CommandButton } from "../commands";
import type { ImportRecord, Imports } from "../contract/contract";
import { Button, EmptyState, ErrorState, Skeleton, useFormats } from "../design";
import { COUNTS } from "./Counts";
import { RefusedTable } from "./RefusedTable";

/** Earlier imports and the messages that wait for their declaration. */
export function ImportsScreen() {
  const imports = useDesk("imports", {});
  if (imports.isPending) return <Skeleton />;
  if (imports.isError)
    return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  return <ImportHistory history={imports.data} />;
}

/** The history itself. */
export function ImportHistory({ history }: { history: Imports }) {
  const { t } = useTranslation();
  const { imports, waiting_messages } = history;
  return (
    <div className="page" data-testid="imports-screen">
      <header className="import-page-head">
        <h1>{t("importing.title")}</h1>
        <CommandButton command="import" look="primary" />
      </header>
      {waiting_messages > 0 && (
        <p className="import-waiting" data-testid="imports-waiting">
          <strong>{t("importing.history.waiting", { count: waiting_messages })}</strong>{" "}
          {t("importing.history.waitingHint", { count: waiting_messages })}
        </p>
      )}
      {imports.length === 0 ? (
        <EmptyState title={t("importing.history.empty")}>
          {t("importing.history.emptyHint")}
        </EmptyState>
      ) : (
        <HistoryTable imports={imports} />
      )}
    </div>
  );
}

function HistoryTable({ imports }: { imports: readonly ImportRecord[] }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <table className="import-table import-history">
      <thead>
        <tr>
          <th>{t("importing.history.when")}</th>
          <th>{t("importing.history.files")}</th>
          {COUNTS.map((key) => (
            <th key={key} className="num">
              {t(`importing.count.${key}`)}
            </th>
          ))}
          <th />
        </tr>
      </thead>
      <tbody>
        {imports.map((record) => (
          <HistoryRow key={record.entry} record={record} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function HistoryRow({ record, now }: { record: ImportRecord; now: number }) {
  const { t } = useTranslation();
  const { count, moment } = useFormats();
  const [open, setOpen] = useState(false);
  const { report } = record;
  return (
    <>
      <tr data-testid="import-record">
        <td className="import-when">
          {moment(record.at, now)} <span className="muted">{record.by}</span>
        </td>
        <td>
          <FileNames record={record} />
        </td>
        {COUNTS.map((key) => (
          <td key={key} className={report[key] === 0 ? "num muted" : "num"} data-count={key}>
            {count(report[key])}
          </td>
        ))}
        <td>
          {report.refused > 0 && (
            <Button
              look="quiet"
              aria-expanded={open}
              onPress={() => setOpen(!open)}
              data-testid="import-show-refused"
            >
              {t(open ? "importing.history.hideRefused" : "importing.history.showRefused")}
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={COUNTS.length + 3} className="import-history-refused">
            <RefusedTable files={report.files} total={report.refused} />
          </td>
        </tr>
      )}
    </>
  );
}

function FileNames({ record }: { record: ImportRecord }) {
  const { t } = useTranslation();
  const [first, ...others] = record.report.files.map(({ path }) => path);
  return (
    <div className="import-file-names" title={[first, ...others].join("\n")}>
      <span className="clip">{first ?? t("importing.history.noFiles")}</span>
      {others.length > 0 && (
        <span className="muted">{t("importing.history.moreFiles", { count: others.length })}</span>
      )}
      {record.cancelled && <span className="import-stopped">{t("importing.history.stopped")}</span>}
    </div>
  );
}
