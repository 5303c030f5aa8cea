import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { SuggestedCode, SuggestionReason } from "../contract/contract";
import { Button, FailureLine } from "../design";
import { asFailure } from "../platform";
import { Line } from "./Line";
import { readPlace, spaced } from "./place";
import { Search } from "./Search";
import "./tariff.css";

interface Props {
  /** What the declaration says the goods are. */
  description: string;
  onChoose: (code: string) => void;
}

/** Codes that may fit the goods, each with its reason, and the search, beside the field of a code. */
export function CodeChooser({ description, onChoose }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <Choices description={description} onChoose={onChoose} />
  ) : (
    <p>
      <Button look="link" onPress={() => setOpen(true)} data-testid="look-up-code">
        {t("tariff.lookUp")}
      </Button>
    </p>
  );
}

function Choices({ description, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const request = { text: description, language: i18n.language, on: null };
  const suggested = useDesk("suggest_codes", request, { enabled: description !== "" });
  return (
    <div className="tariff-chooser" data-testid="code-chooser">
      {suggested.isError && <FailureLine failure={asFailure(suggested.error)} />}
      {suggested.data && suggested.data.suggestions.length > 0 && (
        <>
          <p className="field-label">{t("tariff.suggestions", { description })}</p>
          <ul className="tariff-suggestions">
            {suggested.data.suggestions.map((suggestion) => (
              <Suggestion key={suggestion.code} suggestion={suggestion} onChoose={onChoose} />
            ))}
          </ul>
        </>
      )}
      <Search
        text={text}
        onText={setText}
        language={null}
        onOpen={(place) => onChoose(readPlace(place).code)}
      />
    </div>
  );
}

interface SuggestionProps {
  suggestion: SuggestedCode;
  onChoose: (code: string) => void;
}

function Suggestion({ suggestion: { code, line, reasons }, onChoose }: SuggestionProps) {
  const because = useBecause();
  return (
    <li>
      <button
        type="button"
        className="tariff-result"
        onClick={() => onChoose(code)}
        data-testid={`suggested-${code}`}
      >
        {line ? <Line line={line} withPath /> : <span className="mono">{spaced(code)}</span>}
        {reasons.map((reason) => (
          <span key={reason.kind} className="tariff-reason muted">
            {because(reason)}
          </span>
        ))}
      </button>
    </li>
  );
}

/** Why a code may fit, in words. */
function useBecause(): (reason: SuggestionReason) => string {
  const { t } = useTranslation();
  return ({ kind, declarations, words }) =>
    t(`tariff.because.${kind}`, {
      count: declarations,
      words: words.map((word) => `“${word}”`).join(", "),
    });
}
