import { useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "../design";
import { matchingChoices, type Choice } from "./choices";

interface Props {
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  chosen: string | null;
  readOnly: boolean;
  onChoose: (key: string | null) => void;
  testId: string;
}

/** One of many, found by typing. */
export function ChoiceField({
  label,
  placeholder,
  choices,
  chosen,
  readOnly,
  onChoose,
  testId,
}: Props) {
  const { t } = useTranslation();
  const current = choices.find(({ key }) => key === chosen);
  const shown = current?.title ?? chosen ?? "";
  const [typed, setTyped] = useState<string | null>(null);
  const choose = (key: string | null) => {
    setTyped(null);
    if (key !== chosen) onChoose(key);
  };
  if (readOnly) {
    return (
      <div className="field" data-testid={testId}>
        <span className="field-label">{label}</span>
        <span className="selectable">{shown === "" ? "–" : shown}</span>
      </div>
    );
  }
  return (
    <div className="tie">
      <ComboBox
        className="field"
        menuTrigger="focus"
        inputValue={typed ?? shown}
        onInputChange={setTyped}
        selectedKey={chosen}
        onSelectionChange={(key) => key !== null && choose(String(key))}
        onBlur={() => setTyped(null)}
        items={matchingChoices(choices, typed ?? "")}
        allowsEmptyCollection
      >
        <Label className="field-label">{label}</Label>
        <Input className="field-input" placeholder={placeholder} data-testid={testId} />
        <Popover className="tie-popover" placement="bottom start">
          <ListBox className="tie-list" renderEmptyState={() => <p className="muted">–</p>}>
            {(choice: Choice) => (
              <ListBoxItem id={choice.key} textValue={choice.title} className="tie-item">
                <span className="tie-title">{choice.title}</span>
                <span className="muted clip">{choice.detail}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {chosen !== null && (
        <Button
          look="quiet"
          aria-label={`${t("inspection.notes.untie")}: ${label}`}
          onPress={() => choose(null)}
        >
          <span aria-hidden="true">×</span>
        </Button>
      )}
    </div>
  );
}
