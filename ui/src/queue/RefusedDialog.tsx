import { useTranslation } from "react-i18next";

import type { RefusedDecision } from "../contract/contract";
import { Button, Dialog, FailureLine } from "../design";

interface Props {
  refused: RefusedDecision[];
  onClose: () => void;
}

/** Those of a selection that could not be decided, each with its reason. They are still selected. */
export function RefusedDialog({ refused, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("queue.refused.title", { count: refused.length })}
      size="medium"
      onClose={onClose}
      footer={
        <Button look="primary" onPress={onClose} autoFocus>
          {t("app.close")}
        </Button>
      }
      data-testid="refused"
    >
      <p className="muted">{t("queue.refused.text")}</p>
      <ul className="refused">
        {refused.map(({ id, failure }) => (
          <li key={id} className="selectable">
            <FailureLine failure={failure} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
