import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAbout } from "../app/about";
import { useDesk } from "../app/desk";
import type { DeclarationView } from "../contract/contract";
import { Button, Dialog, FailureBox, Field } from "../design";
import { asFailure, type DeskFailure } from "../platform";
import { useInspecting } from "./useInspecting";

interface Props {
  declaration: DeclarationView;
  /** Saves what is waiting; resolves to whether all is saved. */
  flush: () => Promise<boolean>;
  onClose: () => void;
}

/** Closes the inspection with its result, under the broker's name. This cannot be undone, and says so. */
export function CloseDialog({ declaration, flush, onClose }: Props) {
  const { t } = useTranslation();
  const broker = useAbout().data?.broker ?? null;
  const [result, setResult] = useState<string | null>(null);
  const [remarks, setRemarks] = useState("");
  const { sign, isSigning, failure } = useSigning(declaration.row.id, flush, onClose);
  return (
    <Dialog
      title={t("inspection.close.title")}
      size="medium"
      onClose={onClose}
      data-testid="inspection-close-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t("inspection.close.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={result === null || broker === null || isSigning}
            onPress={() => result !== null && void sign(result, remarks)}
            data-testid="inspection-sign"
          >
            {t("inspection.close.confirm")}
          </Button>
        </>
      }
    >
      <div className="inspection-close">
        <div className="inspection-warning">
          <strong>{t("inspection.close.warning")}</strong> {t("inspection.close.warningHint")}
        </div>
        <ResultChoice chosen={result} onChoose={setResult} />
        <Field
          label={t("inspection.close.remarks")}
          multiline
          value={remarks}
          onChange={setRemarks}
          data-testid="inspection-result-remarks"
        />
        {broker === null ? (
          <p role="alert">
            <strong>{t("inspection.close.unsigned")}.</strong> {t("inspection.close.unsignedHint")}
          </p>
        ) : (
          <p data-testid="inspection-signs">
            {t("inspection.close.signs", { broker: `${broker.name}, ${broker.office}` })}
          </p>
        )}
        {failure && <FailureBox failure={failure} />}
      </div>
    </Dialog>
  );
}

function ResultChoice(props: { chosen: string | null; onChoose: (code: string | null) => void }) {
  const { t, i18n } = useTranslation();
  const codes = useDesk("codes", { list: "control_result", language: i18n.language });
  return (
    <label className="field">
      <span className="field-label">{t("inspection.close.result")}</span>
      <select
        className="field-input"
        autoFocus
        value={props.chosen ?? ""}
        onChange={(event) => props.onChoose(event.target.value === "" ? null : event.target.value)}
        data-testid="inspection-result"
      >
        <option value="">{t("inspection.close.resultNone")}</option>
        {codes.data?.codes.map(({ code, label }) => (
          <option key={code} value={code}>
            {code} · {label}
          </option>
        ))}
      </select>
      {codes.error && <FailureBox failure={codes.error} />}
    </label>
  );
}

function useSigning(id: string, flush: () => Promise<boolean>, onDone: () => void) {
  const { t } = useTranslation();
  const inspecting = useInspecting();
  const [isSigning, setSigning] = useState(false);
  const [failure, setFailure] = useState<Pick<DeskFailure, "code" | "message" | "hint"> | null>(
    null,
  );
  const sign = async (result: string, remarks: string) => {
    setSigning(true);
    setFailure(null);
    try {
      if (!(await flush())) {
        setFailure({ code: "unsaved", message: t("inspection.close.unsaved"), hint: "" });
        return;
      }
      await inspecting("close_inspection", { id, result, remarks });
      onDone();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setSigning(false);
    }
  };
  return { sign, isSigning, failure };
}
