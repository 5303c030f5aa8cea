import { useRef, useState, type ChangeEvent, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design";
import { carriesFiles, droppedFiles } from "./droppedFiles";

/** Where files come from: dropped, chosen, or a whole folder. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [nothing, setNothing] = useState(false);
  const take = (files: File[]) => {
    setNothing(files.length === 0);
    if (files.length > 0) onFiles(files);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(await droppedFiles(event.dataTransfer));
  };
  return (
    <div
      className="import-drop"
      data-over={over || undefined}
      data-testid="import-drop"
      onDragOver={(event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <DropMark />
      <p className="import-drop-title">{t("importing.drop.here")}</p>
      <div className="import-drop-choices">
        <Chooser label={t("importing.drop.files")} testId="import-files" onFiles={take} first />
        <Chooser label={t("importing.drop.folder")} testId="import-folder" onFiles={take} folder />
      </div>
      <p className="muted import-drop-formats">{t("importing.drop.formats")}</p>
      {nothing && <p role="alert">{t("importing.drop.none")}</p>}
    </div>
  );
}

interface ChooserProps {
  label: string;
  testId: string;
  onFiles: (files: File[]) => void;
  folder?: boolean;
  first?: boolean;
}

function Chooser({ label, testId, onFiles, folder = false, first = false }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(event.target.files ?? []);
    // The same file may be chosen twice in a row: without this, the second time changes nothing.
    event.target.value = "";
    onFiles(files);
  };
  return (
    <>
      <Button
        look={first ? "primary" : "plain"}
        autoFocus={first}
        onPress={() => input.current?.click()}
        data-testid={`${testId}-choose`}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={label}
        data-testid={testId}
        {...(folder ? { webkitdirectory: "" } : {})}
        onChange={choose}
      />
    </>
  );
}

/** An arrow into a tray. */
export function DropMark() {
  return (
    <svg className="import-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <path d="M16 4v15m-6-6 6 6 6-6M5 20v6a2 2 0 0 0 2 2h18a2 2 0 0 0 2-2v-6" />
    </svg>
  );
}
