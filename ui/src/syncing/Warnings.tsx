import type { Failure } from "../contract/contract";

/** What a person should know, though nothing is broken. */
export function Warnings({ warnings }: { warnings: readonly Failure[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="sync-warnings">
      {warnings.map(({ code, message, hint }) => (
        <li key={code + message} className="selectable" data-testid="sync-warning" data-code={code}>
          <strong>
            <span aria-hidden="true">! </span>
            {message}
          </strong>{" "}
          {hint}
        </li>
      ))}
    </ul>
  );
}
