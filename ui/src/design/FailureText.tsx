import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Failure } from "../contract/contract";
import { failureTexts } from "../i18n";
import { failureWords, type FailureWords } from "../i18n/failures";
import "./failure.css";

/** Tells failures in the broker's language. */
export function useFailureWords(): (failure: Failure) => FailureWords {
  const { i18n } = useTranslation();
  return useCallback(
    (failure) => failureWords(failure, failureTexts(i18n.language)),
    [i18n.language],
  );
}

/** A failure in paragraphs: what happened, what was said of it, the way out. */
export function FailureText({ failure }: { failure: Failure }) {
  const { text, detail, hint } = useFailureWords()(failure);
  return (
    <>
      <p>{text}</p>
      {detail !== null && (
        <p className="failure-detail" lang="en">
          {detail}
        </p>
      )}
      {hint !== "" && <p>{hint}</p>}
    </>
  );
}

/** A failure within a line of text. */
export function FailureLine({ failure }: { failure: Failure }) {
  const { text, detail, hint } = useFailureWords()(failure);
  return (
    <>
      {text}{" "}
      {detail !== null && (
        <span className="failure-detail" lang="en">
          {detail}{" "}
        </span>
      )}
      {hint !== "" && <span className="muted">{hint}</span>}
    </>
  );
}
