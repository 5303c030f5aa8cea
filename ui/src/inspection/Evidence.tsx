import { useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { go } from "../app/route";
import type {
  Attachment,
  DeclarationView,
  InspectionView,
  PrintRecord,
} from "../contract/contract";
import { Button, Dialog, useFormats } from "../design";
import { documentName, languageName } from "../printing/names";
import { PdfView } from "../printing/PdfView";
import { EvidenceFiles } from "./EvidenceFiles";
import { photosOf } from "./notes";
import { Thumb } from "./PhotoStrip";
import { Receipt } from "./Receipt";
import { Uploads } from "./Uploads";
import { useAttaching } from "./useAttaching";
import "./evidence.css";

/** What stands behind a declaration: its inspection, photos, files and prints. */
export function Evidence({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const { row, evidence, inspection, actions, prints } = declaration;
  const { uploads, add, dismiss } = useAttaching(row.id, "document");
  const canAttach = inspection?.closed == null;
  const photos = photosOf(evidence);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (canAttach) add(Array.from(event.dataTransfer.files));
  };
  return (
    <div
      className="evidence"
      data-takes-files
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(canAttach);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="evidence"
    >
      <Part title={t("inspection.evidence.inspection")}>
        <InspectionState inspection={inspection} />
        {(actions.inspect || inspection !== null || photos.length > 0) && (
          <Button onPress={() => go("inspection", row.id)} data-testid="evidence-inspection">
            {t("inspection.evidence.go")}
          </Button>
        )}
      </Part>
      {photos.length > 0 && (
        <Part title={t("inspection.evidence.photos")}>
          <PhotoGrid id={row.id} photos={photos} />
        </Part>
      )}
      <Part title={t("inspection.evidence.files")}>
        <Uploads uploads={uploads} onDismiss={dismiss} />
        <EvidenceFiles
          files={evidence.filter(({ purpose }) => purpose !== "photo")}
          onAdd={canAttach ? add : null}
        />
      </Part>
      <Part title={t("inspection.evidence.prints")}>
        <PrintList prints={prints} />
      </Part>
    </div>
  );
}

function PhotoGrid({ id, photos }: { id: string; photos: readonly Attachment[] }) {
  return (
    <ul className="evidence-photos">
      {photos.map((photo) => (
        <li key={photo.hash}>
          <button className="photo-thumb" title={photo.name} onClick={() => go("inspection", id)}>
            <Thumb photo={photo} alt={photo.name} />
            {photo.annotations.length > 0 && (
              <span className="photo-count">{photo.annotations.length}</span>
            )}
          </button>
          <Receipt file={photo} />
        </li>
      ))}
    </ul>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="evidence-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function InspectionState({ inspection }: { inspection: InspectionView | null }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  if (inspection === null) return <p className="muted">{t("inspection.evidence.none")}</p>;
  const { closed, by, at } = inspection;
  if (closed === null) {
    return <p>{t("inspection.evidence.open", { at: moment(at, now), by })}</p>;
  }
  return (
    <p>
      <strong>{t("inspection.closed.title", { result: closed.result })}</strong>{" "}
      {t("inspection.closed.signed", { by: closed.signed_by, at: moment(closed.at, now) })}
    </p>
  );
}

function PrintList({ prints }: { prints: readonly PrintRecord[] }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const [opened, setOpened] = useState<PrintRecord | null>(null);
  if (prints.length === 0) return <p className="muted">{t("inspection.evidence.printsNone")}</p>;
  return (
    <ul className="evidence-list">
      {prints.map((print) => (
        <li key={print.hash + print.at}>
          <span className="evidence-words">
            <Button look="link" onPress={() => setOpened(print)}>
              {documentName(t, print.document)}
            </Button>
            <span className="muted">
              {t("inspection.evidence.revision", { revision: print.revision })} ·{" "}
              {languageName(t, print.language)} · {moment(print.at, now)} {print.by}
            </span>
          </span>
          <span className={print.superseded ? "evidence-old" : "evidence-current"}>
            <span aria-hidden="true">{print.superseded ? "⟲ " : "✓ "}</span>
            {t(print.superseded ? "documents.superseded" : "documents.current")}
          </span>
        </li>
      ))}
      {opened && (
        <Dialog
          title={documentName(t, opened.document)}
          size="full"
          onClose={() => setOpened(null)}
        >
          <PdfView hash={opened.hash} label={documentName(t, opened.document)} />
        </Dialog>
      )}
    </ul>
  );
}
