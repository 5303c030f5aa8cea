import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FileReport } from "../contract/contract";
import { Button, FailureLine, useFormats, useToasts } from "../design";
import { refusedAsText, refusedLines, type RefusedLine } from "./report";

/** Rows drawn at once; a broken file may have a hundred thousand, and nobody reads them here. */
const DRAWN = 200;

/**
 * The refused records: where each stands, why it was refused and what to do.
 * `total` counts also those that the desk does not tell one by one.
 */
export function RefusedTable({ files, total }: { files: readonly FileReport[]; total: number }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const lines = refusedLines(files);
  const more = total - Math.min(lines.length, DRAWN);
  return (
    <section className="import-refused" data-testid="import-refused">
      <header>
        <h3>{t("importing.refused.title", { count: total, records: count(total) })}</h3>
        <span className="muted">{t("importing.refused.hint")}</span>
        <CopyRefused lines={lines} />
      </header>
      <div
        className="import-refused-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("importing.refused.title", { count: total, records: count(total) })}
      >
        <table className="import-table">
          <thead>
            <tr>
              <th>{t("importing.refused.file")}</th>
              <th className="num">{t("importing.refused.record")}</th>
              <th className="num">{t("importing.refused.line")}</th>
              <th>{t("importing.refused.reference")}</th>
              <th>{t("importing.refused.reason")}</th>
            </tr>
          </thead>
          <tbody className="selectable">
            {lines.slice(0, DRAWN).map((line, at) => (
              <RefusedRow key={at} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <p className="muted">
          {t("importing.refused.more", {
            count: more,
            shown: count(more),
            told: count(lines.length),
          })}
        </p>
      )}
    </section>
  );
}

function RefusedRow({ line }: { line: RefusedLine }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="import-refused-file" title={line.file}>
        {line.file}
      </td>
      <td className="num">{line.record}</td>
      <td className="num">{line.line}</td>
      <td className={line.reference === null ? "muted import-refused-none" : "mono"}>
        {line.reference ?? t("importing.refused.noReference")}
      </td>
      <td className="import-refused-reason">
        <FailureLine failure={{ code: line.code, message: line.reason, hint: line.hint }} />
        <span className="muted mono import-refused-code"> {line.code}</span>
      </td>
    </tr>
  );
}

function CopyRefused({ lines }: { lines: readonly RefusedLine[] }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const keys = ["file", "record", "line", "reference", "code", "reason", "remedy"] as const;
    try {
      await navigator.clipboard.writeText(
        refusedAsText(
          lines,
          keys.map((key) => t(`importing.refused.${key}`)),
        ),
      );
      setCopied(true);
    } catch (error) {
      toasts.fail(error);
    }
  };
  return (
    <Button onPress={() => void copy()} data-testid="import-copy-refused">
      {t(copied ? "importing.refused.copied" : "importing.refused.copy")}
    </Button>
  );
}
