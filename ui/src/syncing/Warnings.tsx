import type { Failure } from "../contract/contract";
import { useFailureWords } from "../design";

/** What a person should know, though nothing is broken. */
export function Warnings({ warnings }: { warnings: readonly Failure[] }) {
  const inWords = useFailureWords();
  if (warnings.length === 0) return null;
  return (
    <ul className="sync-warnings">
      {warnings.map((warning) => {
        const { text, detail, hint } = inWords(warning);
        const { code, message } = warning;
        return (
          <li
            key={code + message}
            className="selectable"
            data-testid="sync-warning"
            data-code={code}
          >
            <strong>
              <span aria-hidden="true">! </span>
              {text}
            </strong>{" "}
            {hint}
            {detail !== null && (
              <p className="failure-detail" lang="en">
                {detail}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
