import { useRef, useState, type ChangeEvent } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { usePlatform } from "../app/platform";
import type { Attachment } from "../contract/contract";
import { Button, Dialog, useFormats, useToasts } from "../design";
import { useBytes } from "../importing/bytes";
import { PdfView } from "../printing/PdfView";
import { Receipt } from "./Receipt";

interface Props {
  files: readonly Attachment[];
  /** `null` where nothing can be attached any more. */
  onAdd: ((files: File[]) => void) | null;
}

/** The files behind a declaration, each with where it comes from. */
export function EvidenceFiles({ files, onAdd }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = Array.from(event.target.files ?? []);
    event.target.value = "";
    if (chosen.length > 0) onAdd?.(chosen);
  };
  return (
    <>
      {files.length === 0 && <p className="muted">{t("inspection.evidence.filesNone")}</p>}
      <ul className="evidence-list">
        {files.map((file) => (
          <EvidenceFile key={file.hash} file={file} />
        ))}
      </ul>
      {onAdd && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            tabIndex={-1}
            accept="application/pdf,image/png,image/jpeg"
            aria-label={t("inspection.evidence.add")}
            onChange={choose}
            data-testid="evidence-file"
          />
          <Button onPress={() => input.current?.click()} data-testid="evidence-add">
            {t("inspection.evidence.add")}
          </Button>
        </>
      )}
    </>
  );
}

function EvidenceFile({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const bytes = useBytes();
  const now = useNow();
  const platform = usePlatform();
  const toasts = useToasts();
  const [opened, setOpened] = useState(false);
  const { name, hash, purpose, size, by, at, media_type } = file;
  const isPdf = media_type === "application/pdf";
  const save = () => void platform.saveBlob(hash, name).catch(toasts.fail);
  return (
    <li data-testid="evidence-item" data-purpose={purpose}>
      <span className="evidence-words">
        {isPdf ? (
          <Button look="link" onPress={() => setOpened(true)}>
            {name}
          </Button>
        ) : (
          <span className="evidence-name">{name}</span>
        )}
        <span className="muted">
          {[
            t(`inspection.evidence.purpose.${purpose}`),
            // What the declaration came in is told without its size.
            size > 0 && bytes(size),
            `${moment(at, now)} ${by}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <Receipt file={file} />
        <span className="muted mono clip selectable evidence-hash" title={hash}>
          SHA-256 {hash}
        </span>
      </span>
      <Button look="quiet" onPress={save} data-testid="evidence-save">
        {t("inspection.evidence.save")}
      </Button>
      {opened && (
        <Dialog title={name} size="full" onClose={() => setOpened(false)}>
          <PdfView hash={hash} label={name} />
        </Dialog>
      )}
    </li>
  );
}
