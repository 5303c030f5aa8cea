import type { FailureTexts } from "./failures";

/** What a language other than English brings along, in one chunk. */
export interface Gathered {
  /** By file, then as they stand in it. */
  messages: Record<string, unknown>;
  failures: FailureTexts;
}

/** A language's files, by their paths: `./queue.json`. */
export function gathered(files: Record<string, unknown>): Gathered {
  const named = Object.entries(files).map(([path, texts]) => [
    path.slice(2, -".json".length),
    texts,
  ]);
  const { failures, ...messages } = Object.fromEntries(named) as Record<string, unknown>;
  return { messages, failures: failures as FailureTexts };
}
