import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { DropMark } from "./DropZone";
import { carriesFiles, droppedFiles } from "./droppedFiles";

/** A drag that leaves the window says so unreliably; one that stays says so several times a second. */
const SILENT_FOR_MS = 700;

/** Takes files dropped anywhere on the window, except where a part of it takes them for itself. */
export function WindowDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const over = useFileDrag(onFiles);
  if (!over) return null;
  return (
    <div className="import-window-drop" data-testid="import-window-drop">
      <div>
        <DropMark />
        <p className="import-drop-title">{t("importing.drop.window")}</p>
        <p className="muted">{t("importing.drop.windowHint")}</p>
      </div>
    </div>
  );
}

function useFileDrag(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      setOver(false);
    };
    const dragOver = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      if (isTakenBy(event.target)) return leave();
      event.preventDefault();
      setOver(true);
      clearTimeout(timer);
      timer = setTimeout(leave, SILENT_FOR_MS);
    };
    const drop = (event: DragEvent) => {
      leave();
      if (event.defaultPrevented || !event.dataTransfer || isTakenBy(event.target)) return;
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then(
        (files) => files.length > 0 && latest.current(files),
      );
    };
    window.addEventListener("dragover", dragOver);
    window.addEventListener("drop", drop);
    return () => {
      leave();
      window.removeEventListener("dragover", dragOver);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return over;
}

/** Dialogs and whatever is marked `data-takes-files` have their own use for a drop. */
function isTakenBy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-takes-files],[role=dialog]") !== null;
}
