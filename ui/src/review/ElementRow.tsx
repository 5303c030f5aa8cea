import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { DataElement } from "../contract/contract";
import { ElementEditor } from "./ElementEditor";

interface Props {
  element: DataElement;
  declaration: string;
  revision: number;
  canAmend: boolean;
  isEditing: boolean;
  onEdit: (path: string | null) => void;
  /** Rises when the row is to take the focus; 0 for never. */
  turn: number;
}

/** One data element; Enter, E or a double click amends it. */
export function ElementRow(props: Props) {
  const { element, declaration, revision, canAmend, isEditing, onEdit, turn } = props;
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (turn > 0) button.current?.focus();
  }, [turn]);
  const close = () => {
    onEdit(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const { path, number, label, value, unit, rules } = element;
  if (isEditing) {
    return (
      <div data-path={path}>
        <ElementEditor
          element={element}
          declaration={declaration}
          revision={revision}
          onClose={close}
        />
      </div>
    );
  }
  return (
    <button
      ref={button}
      className={rules.length > 0 ? "element element-found" : "element"}
      data-path={path}
      title={canAmend ? `${path}\n${t("review.elements.toAmend")}` : path}
      onDoubleClick={() => canAmend && onEdit(path)}
      onKeyDown={(event) => event.key === "Enter" && canAmend && onEdit(path)}
      data-testid={`element-${path}`}
    >
      <span className="element-number mono">{number ?? "–"}</span>
      <span className="element-label">{label}</span>
      <span className="element-value">
        {value === "" ? (
          <span className="muted">{t("review.elements.missing")}</span>
        ) : (
          <bdi>{value}</bdi>
        )}
        {unit && <span className="muted"> {unit}</span>}
      </span>
      {rules.length > 0 && (
        <span className="element-rules">
          <span aria-hidden="true">!</span> {rules.join(", ")}
        </span>
      )}
    </button>
  );
}
