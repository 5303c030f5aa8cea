import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  type Selection,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { PrintRecord } from "../contract/contract";
import { useFormats } from "../design";
import { documentName, languageName } from "../printing/names";

interface Props {
  prints: readonly PrintRecord[];
  opened: string | null;
  onOpen: (key: string) => void;
}

/** One print; the same document may be printed twice with the same bytes. */
export function keyOf({ hash, at, printer }: PrintRecord): string {
  return `${hash} ${at} ${printer ?? ""}`;
}

/** Prints, newest first. Arrow keys move and open. */
export function PrintsTable({ prints, opened, onOpen }: Props) {
  const { t } = useTranslation();
  const open = (keys: Selection) => {
    const [key] = keys === "all" ? [] : keys;
    if (key !== undefined) onOpen(String(key));
  };
  return (
    <div className="documents-scroll">
      <Table
        className="documents-table"
        aria-label={t("documents.title")}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={opened === null ? [] : [opened]}
        onSelectionChange={open}
      >
        <TableHeader>
          <Column isRowHeader>{t("documents.document")}</Column>
          <Column>{t("documents.declaration")}</Column>
          <Column>{t("documents.revision")}</Column>
          <Column>{t("documents.when")}</Column>
          <Column>{t("documents.where")}</Column>
        </TableHeader>
        <TableBody>
          {prints.map((print) => (
            <PrintRow key={keyOf(print)} print={print} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function PrintRow({ print }: { print: PrintRecord }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { document, language, lrn, revision, superseded, at, by, printer, pages } = print;
  return (
    <Row
      id={keyOf(print)}
      className="documents-row"
      data-testid="print-record"
      textValue={`${document} ${lrn}`}
    >
      <Cell>
        <span className="documents-name">{documentName(t, document)}</span>
        <span className="muted">
          {languageName(t, language)} · {t("printing.preview.pages", { count: pages })}
        </span>
      </Cell>
      <Cell>
        <span className="mono documents-lrn">{lrn}</span>
      </Cell>
      <Cell>
        {revision}{" "}
        <span
          className={superseded ? "documents-old" : "documents-current"}
          data-superseded={superseded}
        >
          <span aria-hidden="true">{superseded ? "⟲" : "✓"}</span>{" "}
          {t(superseded ? "documents.superseded" : "documents.current")}
        </span>
      </Cell>
      <Cell>
        {moment(at, now)} <span className="muted">{by}</span>
      </Cell>
      <Cell>{printer ?? <span className="muted">{t("documents.file")}</span>}</Cell>
    </Row>
  );
}
