import type { Failure } from "../contract/contract";
import "./failure.css";

interface Props {
  failure: Failure;
  /** What did not happen. */
  title?: string;
}

/** A failure in its own words, told where it happened. */
export function FailureBox({ failure, title }: Props) {
  const { code, message, hint } = failure;
  return (
    <div className="failure selectable" role="alert" data-testid="failure" data-code={code}>
      {title && <strong>{title}</strong>}
      <p>{message}</p>
      {hint !== "" && <p>{hint}</p>}
      <p className="mono muted">{code}</p>
    </div>
  );
}
