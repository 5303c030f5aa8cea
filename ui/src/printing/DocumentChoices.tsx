import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { DocumentChoice } from "../contract/contract";
import { FailureLine } from "../design";
import { documentName } from "./names";

interface Props {
  choices: readonly DocumentChoice[];
  chosen: string | null;
  onChoose: (document: string) => void;
}

/** Which document. What cannot be had says why, and how it could be. */
export function DocumentChoices({ choices, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <RadioGroup className="print-choices" value={chosen} onChange={onChoose}>
      <Label className="field-label">{t("printing.document.label")}</Label>
      {choices.map(({ document, refused }) => (
        <Radio
          key={document}
          value={document}
          isDisabled={refused !== null}
          autoFocus={document === chosen}
          className="print-choice"
          data-testid={`print-document-${document}`}
        >
          <span className="print-choice-mark" aria-hidden="true" />
          <span className="print-choice-words">
            <span className="print-choice-name">{documentName(t, document)}</span>
            {refused && (
              <span className="print-choice-refused" data-code={refused.code}>
                <strong>{t("printing.refused")}.</strong> <FailureLine failure={refused} />
              </span>
            )}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
