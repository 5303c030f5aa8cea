import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import type { ReactNode } from "react";

import { Kbd } from "./Kbd";
import "./button.css";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger" | "link";

interface Props extends Omit<ButtonProps, "children" | "className" | "style"> {
  look?: ButtonLook;
  /** Key that does the same, as in the catalogue of commands. */
  keyHint?: string;
  children: ReactNode;
  "data-testid"?: string;
}

/** A button; says which key does the same. */
export function Button({ look = "plain", keyHint, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`button button-${look}`}>
      {children}
      {keyHint && <Kbd shortcut={keyHint} />}
    </AriaButton>
  );
}
