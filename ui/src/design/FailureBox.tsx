import type { Failure } from "../contract/contract";
import { FailureText } from "./FailureText";
import "./failure.css";

interface Props {
  failure: Failure;
  /** What did not happen. */
  title?: string;
}

/** A failure, told where it happened. */
export function FailureBox({ failure, title }: Props) {
  const { code } = failure;
  return (
    <div className="failure selectable" role="alert" data-testid="failure" data-code={code}>
      {title && <strong>{title}</strong>}
      <FailureText failure={failure} />
      <p className="mono muted">{code}</p>
    </div>
  );
}
