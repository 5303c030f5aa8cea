import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import "./dialog.css";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, from least to most important. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large" | "full";
  "data-testid"?: string;
}

/** A modal dialog: mounted means open. Esc and a click beside it close it. */
export function Dialog({ title, onClose, children, footer, size = "small", ...rest }: Props) {
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`dialog-modal dialog-${size}`}>
        <AriaDialog className="dialog" data-testid={rest["data-testid"]}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          {footer && <div className="dialog-footer">{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
