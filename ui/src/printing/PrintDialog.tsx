import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { DeclarationView, Documents } from "../contract/contract";
import { Button, Dialog, EmptyState, ErrorState, FailureBox, Skeleton } from "../design";
import { firstChoice, firstLanguage, supersededPrint } from "./choices";
import { DocumentChoices } from "./DocumentChoices";
import { documentName, languageName } from "./names";
import { PdfView } from "./PdfView";
import { PrinterChoice } from "./PrinterChoice";
import { PrintNotes } from "./PrintNotes";
import { usePrintKeys } from "./usePrintKeys";
import { usePreview, usePrint, usePrinters } from "./usePrinting";
import "./printing.css";

interface Props {
  declaration: DeclarationView;
  /** The document that the page is about. */
  about: string | null;
  onClose: () => void;
}

/** Print: which document, how it will look, and where it goes. */
export function PrintDialog({ declaration, about, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { row } = declaration;
  const documents = useDesk("documents", { id: row.id, language: i18n.language });
  const title = `${t("printing.title")} · ${row.lrn}`;
  if (documents.data) {
    return <Choosing {...{ declaration, about, onClose, title }} documents={documents.data} />;
  }
  return (
    <Dialog title={title} size="full" onClose={onClose} data-testid="print-dialog">
      {documents.isError ? <ErrorState error={documents.error} /> : <Skeleton />}
    </Dialog>
  );
}

function Choosing(props: Props & { title: string; documents: Documents }) {
  const { declaration, about, onClose, title, documents } = props;
  const { t, i18n } = useTranslation();
  const { id, revision } = declaration.row;
  const [wanted, setWanted] = useState<string | null>(null);
  const [language, setLanguage] = useState(() => firstLanguage(documents.languages, i18n.language));
  const [wantedPrinter, setWantedPrinter] = useState<string | null>(null);
  const printers = usePrinters();
  const { send, isPending, error } = usePrint(onClose);

  const document = wanted ?? firstChoice(documents.documents, about);
  const preview = usePreview(id, document, language, revision);
  const found = printers.data?.printers ?? (printers.isError ? [] : null);
  const printer =
    wantedPrinter ?? (found?.find(({ is_default }) => is_default) ?? found?.[0])?.name ?? null;
  const canSave = document !== null && !isPending && preview.isSuccess;
  const canSend = canSave && printer !== null;
  const save = () => canSave && send(id, document, language, null);
  const print = () => canSend && send(id, document, language, printer);
  usePrintKeys(save, print);
  return (
    <Dialog
      title={title}
      size="full"
      onClose={onClose}
      data-testid="print-dialog"
      footer={
        <Buttons {...{ canSave, canSend, isPending, onClose }} onSave={save} onPrint={print} />
      }
    >
      <div className="print">
        <div className="print-side">
          <DocumentChoices choices={documents.documents} chosen={document} onChoose={setWanted} />
          <LanguageChoice
            languages={documents.languages}
            chosen={language}
            onChoose={setLanguage}
          />
          <PrinterChoice printers={found} chosen={printer} onChoose={setWantedPrinter} />
          <PrintNotes
            unprintable={preview.data?.unprintable ?? []}
            superseded={document === null ? null : supersededPrint(declaration.prints, document)}
            revision={revision}
          />
          {error && <FailureBox failure={error} title={t("printing.failed")} />}
        </div>
        <div className="print-preview">
          <Preview document={document} preview={preview} />
        </div>
      </div>
    </Dialog>
  );
}

interface ButtonsProps {
  canSave: boolean;
  canSend: boolean;
  isPending: boolean;
  onClose: () => void;
  onSave: () => void;
  onPrint: () => void;
}

function Buttons({ canSave, canSend, isPending, onClose, onSave, onPrint }: ButtonsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button onPress={onClose}>{t("printing.close")}</Button>
      <Button keyHint="Mod+s" isDisabled={!canSave} onPress={onSave} data-testid="print-save">
        {t("printing.save")}
      </Button>
      <Button
        look="primary"
        keyHint="Mod+Enter"
        isDisabled={!canSend}
        onPress={onPrint}
        data-testid="print-send"
      >
        {t(isPending ? "printing.working" : "printing.send")}
      </Button>
    </>
  );
}

function Preview({
  document,
  preview,
}: {
  document: string | null;
  preview: ReturnType<typeof usePreview>;
}) {
  const { t } = useTranslation();
  if (document === null) {
    return (
      <EmptyState title={t("printing.preview.none")}>{t("printing.preview.noneHint")}</EmptyState>
    );
  }
  if (preview.isError)
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.isPending) return <Skeleton lines={12} />;
  const label = `${t("printing.preview.label")}: ${documentName(t, document)}`;
  return <PdfView hash={preview.data.hash} label={label} />;
}

interface LanguageProps {
  languages: readonly string[];
  chosen: string;
  onChoose: (language: string) => void;
}

function LanguageChoice({ languages, chosen, onChoose }: LanguageProps) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t("printing.language.label")}</span>
      <select
        className="field-input"
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
        data-testid="print-language"
      >
        {languages.map((language) => (
          <option key={language} value={language}>
            {languageName(t, language)}
          </option>
        ))}
      </select>
    </label>
  );
}
