import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Decision } from "../contract/contract";
import { Button, Dialog, Field } from "../design";

/** Decisions that say why. */
export type ReasonedDecision = Extract<Decision, "hold" | "refuse">;

interface Props {
  decision: ReasonedDecision;
  lrn: string;
  onClose: () => void;
  onReason: (reason: string) => void;
}

/** Asks why; Enter decides. */
export function ReasonDialog({ decision, lrn, onClose, onReason }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const said = reason.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (said !== "") onReason(said);
  };
  return (
    <Dialog
      title={t(`review.reason.${decision}`, { lrn })}
      onClose={onClose}
      data-testid="reason-dialog"
    >
      <form className="form" onSubmit={submit}>
        <Field
          label={t("review.reason.label")}
          hint={t("review.reason.hint")}
          value={reason}
          onChange={setReason}
          autoFocus
          data-testid="reason"
        />
        <div className="form-end">
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={said === ""}
            data-testid="reason-confirm"
          >
            {t(`commands.${decision}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
