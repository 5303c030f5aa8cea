import type { ReactNode } from "react";
import { Checkbox, type CheckboxProps } from "react-aria-components";

import "./field.css";

interface Props extends Omit<CheckboxProps, "children" | "className" | "style"> {
  children: ReactNode;
}

/** A check box with its words. */
export function Check({ children, ...rest }: Props) {
  return (
    <Checkbox {...rest} className="check">
      <span className="check-box" aria-hidden="true">
        ✓
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
