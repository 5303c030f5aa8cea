import type { Failure } from "../contract/contract";
import french from "./fr/failures.json";

/** A failure as people read it. */
export interface FailureWords {
  /** What happened. */
  text: string;
  /** The way out; empty where there is none. */
  hint: string;
  /** What the desk or the hub said in English, where it tells more: which record, how large. */
  detail: string | null;
}

interface FailureText {
  text: string;
  hint: string;
  /** What was said tells more than this text. */
  detail?: boolean;
}

/** Texts by the failure's code. Desk and hub speak English, so that needs none. */
const TEXTS: Readonly<Record<string, Readonly<Record<string, FailureText>>>> = { fr: french };

/** A failure in a language; as it came, where the code is of a newer hub or desk. */
export function failureWords(failure: Failure, language: string): FailureWords {
  const { code, message, hint } = failure;
  const known = TEXTS[language]?.[code];
  if (!known) return { text: message, hint, detail: null };
  return { text: known.text, hint: known.hint, detail: known.detail ? message : null };
}
