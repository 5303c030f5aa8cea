import { useMutation } from "@tanstack/react-query";
import { useRef, useState, type ChangeEvent, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { usePlatform } from "../app/platform";
import { Button, FailureBox } from "../design";
import { carriesFiles } from "../importing/droppedFiles";
import type { Staged } from "./asking";

interface Props {
  /** What happens with a release that was handed over. It is not taken by that. */
  onStaged: (staged: Staged) => void;
}

/** Where a release comes from: a file that is chosen, or dropped here. */
export function ReleaseChooser({ onStaged }: Props) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const staging = useMutation({
    mutationFn: async (file: File) => ({ id: await platform.stage(file), file: file.name }),
    onSuccess: onStaged,
  });
  const take = ([file]: Iterable<File>) => file && staging.mutate(file);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(target.files ?? []);
    // The same file may be chosen twice in a row: without this, the second time changes nothing.
    target.value = "";
    take(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(Array.from(event.dataTransfer.files));
  };
  return (
    <div
      className="packs-drop"
      data-takes-files
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="release-drop"
    >
      <Button
        onPress={() => input.current?.click()}
        isPending={staging.isPending}
        data-testid="release-choose"
      >
        {t("packs.take.choose")}
      </Button>
      <span className="muted">{t("packs.take.hint")}</span>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t("packs.take.choose")}
        data-testid="release-file"
        onChange={choose}
      />
      {staging.isError && <FailureBox failure={staging.error} />}
    </div>
  );
}
