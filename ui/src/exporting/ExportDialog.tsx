import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDeclaration } from "../app/desk";
import type { ExportFormat } from "../contract/contract";
import { Button, Dialog, FailureBox } from "../design";
import { useQueue } from "../queue/state";
import { choiceOf, FORMATS, slicesOf, type Slice } from "./choices";
import { MissingList } from "./MissingList";
import { useExport } from "./useExport";
import "./exporting.css";

interface Props {
  /** The declaration under review. */
  selected: string | null;
  onClose: () => void;
}

/** Declarations as a file for other programs: which, in what form, and what does not fit into it. */
export function ExportDialog({ selected, onClose }: Props) {
  const { t } = useTranslation();
  const { picked, filter, sort } = useQueue();
  const shown = { picked, selected, filter, sort };
  const slices = slicesOf(shown);
  const [slice, setSlice] = useState<Slice>(slices[0] ?? "shown");
  const [format, setFormat] = useState<ExportFormat>("wco");
  const { start, save, forget, exported, isPending, error } = useExport(onClose);
  const hasMissing = exported !== null && exported.missing.length > 0;
  const choose = <T,>(set: (value: T) => void) => {
    return (value: T) => (forget(), set(value));
  };
  return (
    <Dialog
      title={t("exporting.title")}
      size="medium"
      onClose={onClose}
      data-testid="export-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          {hasMissing ? (
            <Button look="primary" onPress={() => save(exported)} data-testid="export-save">
              {t("exporting.save")}
            </Button>
          ) : (
            <Button
              look="primary"
              isPending={isPending}
              onPress={() => start({ format, which: choiceOf(slice, shown) })}
              data-testid="export-make"
            >
              {t(isPending ? "exporting.making" : "exporting.make")}
            </Button>
          )}
        </>
      }
    >
      <div className="form">
        <SliceChoice {...{ slices, slice, selected }} onChoose={choose(setSlice)} />
        <FormatChoice format={format} onChoose={choose(setFormat)} />
        {hasMissing && <MissingList exported={exported} />}
        {error && <FailureBox failure={error} title={t("exporting.failed")} />}
      </div>
    </Dialog>
  );
}

interface SliceProps {
  slices: readonly Slice[];
  slice: Slice;
  selected: string | null;
  onChoose: (slice: Slice) => void;
}

function SliceChoice({ slices, slice, selected, onChoose }: SliceProps) {
  const { t } = useTranslation();
  const { picked } = useQueue();
  const lrn = useDeclaration(selected).data?.row.lrn ?? "";
  const words: Record<Slice, string> = {
    selection: t("exporting.which.selection", { count: picked.size }),
    one: t("exporting.which.one", { lrn }),
    shown: t("exporting.which.shown"),
  };
  return (
    <label className="field">
      <span className="field-label">{t("exporting.which.label")}</span>
      <select
        className="field-input"
        value={slice}
        onChange={(event) => onChoose(slices.find((one) => one === event.target.value) ?? slice)}
        data-testid="export-which"
      >
        {slices.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FormatProps {
  format: ExportFormat;
  onChoose: (format: ExportFormat) => void;
}

function FormatChoice({ format, onChoose }: FormatProps) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t("exporting.format.label")}</span>
      <select
        className="field-input"
        value={format}
        onChange={(event) => onChoose(FORMATS.find((one) => one === event.target.value) ?? format)}
        data-testid="export-format"
      >
        {FORMATS.map((one) => (
          <option key={one} value={one}>
            {t(`exporting.format.${one}`)}
          </option>
        ))}
      </select>
      <span className="field-hint">{t(`exporting.format.hint.${format}`)}</span>
    </label>
  );
}
