import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDeclaration, useDeskAction } from "../app/desk";
import type { DataElement } from "../contract/contract";
import { Button, Field, useToasts } from "../design";
import { useUndoAction } from "../queue/decisions";
import { CodeChooser } from "../tariff/CodeChooser";
import { asDeclared } from "../tariff/place";

interface Props {
  element: DataElement;
  declaration: string;
  revision: number;
  onClose: () => void;
}

/** Data element number of the commodity code, whatever its parts. */
const COMMODITY_CODE = "18 09";

/** Amends one element: the new value, why, and what will change. The old value stays in the timeline. */
export function ElementEditor({ element, declaration, revision, onClose }: Props) {
  const { t } = useTranslation();
  const { show, fail } = useToasts();
  const undo = useUndoAction();
  const amend = useDeskAction("amend");
  const { path, number, label, value: old, unit } = element;
  const [value, setValue] = useState(old);
  const [reason, setReason] = useState("");
  const changes = value.trim() !== old;
  const form = useRef<HTMLFormElement>(null);
  // The list makes room for the form first.
  useEffect(() => {
    const frame = requestAnimationFrame(() => form.current?.scrollIntoView({ block: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, [changes]);
  const isReady = changes && reason.trim() !== "";

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const change = { path, value: value.trim() === "" ? null : value.trim() };
    amend.mutate(
      { id: declaration, changes: [change], reason: reason.trim(), seen_revision: revision },
      {
        onError: fail,
        onSuccess: ({ row }) => {
          show({ text: t("review.done.amend", { lrn: row.lrn }), action: undo });
          onClose();
        },
      },
    );
  };
  return (
    <form
      ref={form}
      className="element-editor"
      onSubmit={save}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      data-testid="element-editor"
    >
      <Field
        label={[number, label, unit].filter(Boolean).join(" · ")}
        value={value}
        onChange={setValue}
        autoFocus
        data-testid="element-value"
      />
      <Field
        label={t("review.elements.reason")}
        value={reason}
        onChange={setReason}
        data-testid="element-reason"
      />
      {number?.startsWith(COMMODITY_CODE) && (
        <LookUp element={element} declaration={declaration} onChoose={setValue} />
      )}
      {changes && <Preview from={old} to={value.trim()} />}
      <div className="form-end">
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button
          type="submit"
          look="primary"
          isDisabled={!isReady || amend.isPending}
          data-testid="element-save"
        >
          {t("review.elements.save")}
        </Button>
      </div>
    </form>
  );
}

interface LookUpProps {
  element: DataElement;
  declaration: string;
  onChoose: (code: string) => void;
}

/** Codes for the goods of the item that the element belongs to. */
function LookUp({ element, declaration, onChoose }: LookUpProps) {
  const view = useDeclaration(declaration).data;
  const item = view?.items.find(({ path }) => element.path.startsWith(`${path}/`));
  const dataSet = view?.row.data_set ?? "";
  return (
    <CodeChooser
      description={item?.description ?? ""}
      onChoose={(code) => onChoose(asDeclared(code, element.value, dataSet))}
    />
  );
}

function Preview({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const nothing = t("review.timeline.nothing");
  return (
    <p className="element-preview" aria-live="polite">
      <del>
        <bdi>{from || nothing}</bdi>
      </del>{" "}
      <span aria-hidden="true">→</span>{" "}
      <span className="sr-only">{t("review.timeline.became")}</span>{" "}
      <ins>
        <bdi>{to || nothing}</bdi>
      </ins>
    </p>
  );
}
