import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { PrintRecord } from "../contract/contract";
import { Button, EmptyState, ErrorState, Skeleton, useFormats, useToasts } from "../design";
import { documentName } from "../printing/names";
import { PdfView } from "../printing/PdfView";
import { useOpenDeclaration } from "../queue/useOpenDeclaration";
import { PrintsTable, keyOf } from "./PrintsTable";
import "./documents.css";

/** Prints fetched at a time; there may be hundreds of thousands. */
const PAGE = 100;

/** Every document that left this desk, as it was. */
export function DocumentsPage() {
  const [offset, setOffset] = useState(0);
  const prints = useQuery({
    ...question(usePlatform(), "prints", { offset, limit: PAGE }),
    placeholderData: keepPreviousData,
  });
  if (prints.isPending) return <Skeleton />;
  if (prints.isError)
    return <ErrorState error={prints.error} onRetry={() => void prints.refetch()} />;
  const { total } = prints.data;
  return <Shelf prints={prints.data.prints} total={total} offset={offset} onOffset={setOffset} />;
}

interface ShelfProps {
  prints: readonly PrintRecord[];
  total: number;
  offset: number;
  onOffset: (offset: number) => void;
}

function Shelf({ prints, total, offset, onOffset }: ShelfProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [opened, setOpened] = useState<string | null>(null);
  const shown = prints.find((print) => keyOf(print) === opened) ?? null;
  if (total === 0) {
    return <EmptyState title={t("documents.empty")}>{t("documents.emptyHint")}</EmptyState>;
  }
  return (
    <div className="documents" data-testid="documents-screen">
      <div className="documents-list">
        <header className="documents-head">
          <h1>{t("documents.title")}</h1>
          <span className="muted">
            {t("documents.count", { count: total, number: count(total) })}
          </span>
          {total > PAGE && <Pager {...{ offset, total, onOffset }} shown={prints.length} />}
        </header>
        <PrintsTable prints={prints} opened={opened} onOpen={setOpened} />
      </div>
      {shown === null ? (
        <EmptyState title={t("documents.choose")} />
      ) : (
        <OpenedPrint key={opened} print={shown} />
      )}
    </div>
  );
}

function Pager({ offset, total, shown, onOffset }: Omit<ShelfProps, "prints"> & { shown: number }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <span className="documents-pager">
      <span className="num muted">
        {t("documents.range", {
          from: count(offset + 1),
          to: count(offset + shown),
          total: count(total),
        })}
      </span>
      <Button isDisabled={offset === 0} onPress={() => onOffset(Math.max(0, offset - PAGE))}>
        {t("documents.newer")}
      </Button>
      <Button isDisabled={offset + shown >= total} onPress={() => onOffset(offset + PAGE)}>
        {t("documents.older")}
      </Button>
    </span>
  );
}

function OpenedPrint({ print }: { print: PrintRecord }) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const toasts = useToasts();
  const open = useOpenDeclaration();
  const label = t("documents.preview", {
    document: documentName(t, print.document),
    lrn: print.lrn,
  });
  const save = () => void platform.saveBlob(print.hash, print.file_name).catch(toasts.fail);
  const jump = () => open(print.declaration, print.lrn);
  return (
    <section className="documents-opened" aria-label={label} data-testid="document-opened">
      <header className="documents-head">
        <h2 className="clip">{label}</h2>
        <Button onPress={save} data-testid="document-save">
          {t("documents.save")}
        </Button>
        <Button onPress={jump} data-testid="document-jump">
          {t("documents.jump")}
        </Button>
      </header>
      {print.superseded && <p className="documents-superseded">{t("documents.supersededHint")}</p>}
      <PdfView hash={print.hash} label={label} />
    </section>
  );
}
