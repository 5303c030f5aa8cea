import {
  useEffect,
  useRef,
  useState,
  type ChangeEvent,
  type DragEvent,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

import { useCommand } from "../commands";

interface Props {
  onFiles: (files: File[]) => void;
  readOnly: boolean;
  children: ReactNode;
}

/** Takes photos that are dropped on its children, pasted, or chosen by command. */
export function PhotoTaker({ onFiles, readOnly, children }: Props) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  usePasted(onFiles, !readOnly);
  useCommand("addPhoto", () => input.current?.click(), !readOnly);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(event.target.files ?? []);
    event.target.value = "";
    if (files.length > 0) onFiles(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = Array.from(event.dataTransfer.files);
    if (files.length > 0 && !readOnly) onFiles(files);
  };
  return (
    <div
      className="photo-taker"
      data-takes-files
      data-testid="photo-drop"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(!readOnly);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        accept="image/png,image/jpeg"
        aria-label={t("inspection.photos.add")}
        onChange={choose}
        data-testid="photo-file"
      />
      {children}
      {over && <div className="photo-drop-hint">{t("inspection.photos.drop")}</div>}
    </div>
  );
}

function usePasted(onFiles: (files: File[]) => void, enabled: boolean): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [enabled]);
}
