import type { Failure } from "../contract/contract";

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

/** Texts in one language, by the failure's code. */
export type FailureTexts = Readonly<Record<string, FailureText>>;

/** A failure in a language's texts; as it came, where the code is of a newer hub or desk. */
export function failureWords(failure: Failure, texts: FailureTexts): FailureWords {
  const { code, message, hint } = failure;
  const known = texts[code];
  if (!known) return { text: message, hint, detail: null };
  return { text: known.text, hint: known.hint, detail: known.detail ? message : null };
}
