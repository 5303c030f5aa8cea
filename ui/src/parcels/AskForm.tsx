import { useState, type KeyboardEvent, type SyntheticEvent } from "react";
import { Label, Text, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, useFormats } from "../design";
import { MOST_NUMBERS, numbersIn } from "./numbers";

const MOST_ROWS = 8;

/** One field for one number or a thousand. Enter asks. */
export function AskForm({ onAsk }: { onAsk: (numbers: readonly string[]) => void }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [text, setText] = useState("");
  const numbers = numbersIn(text);
  const tooMany = numbers.length > MOST_NUMBERS;
  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!tooMany) onAsk(numbers);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey) ask(event);
  };
  return (
    <form className="parcels-ask" onSubmit={ask}>
      <h1>{t("parcels.title")}</h1>
      <TextField className="field" value={text} onChange={setText} autoFocus isInvalid={tooMany}>
        <Label className="field-label">{t("parcels.label")}</Label>
        <TextArea
          className="field-input mono parcels-numbers"
          rows={Math.min(MOST_ROWS, text.split("\n").length)}
          placeholder={t("parcels.example")}
          spellCheck="false"
          autoComplete="off"
          onKeyDown={onKeyDown}
          data-testid="parcel-numbers"
        />
        <Text slot="description" className={tooMany ? "field-error" : "field-hint"}>
          {tooMany
            ? t("parcels.tooMany", { number: count(numbers.length), most: count(MOST_NUMBERS) })
            : numbers.length > 1
              ? t("parcels.numbers", { count: numbers.length, number: count(numbers.length) })
              : t("parcels.hint", { most: count(MOST_NUMBERS) })}
        </Text>
      </TextField>
      <Button
        type="submit"
        look="primary"
        keyHint="Enter"
        isDisabled={numbers.length === 0 || tooMany}
        data-testid="parcel-ask"
      >
        {t("parcels.ask")}
      </Button>
    </form>
  );
}
