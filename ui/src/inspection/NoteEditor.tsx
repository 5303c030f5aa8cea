import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, FailureBox, Field } from "../design";
import { ChoiceField } from "./ChoiceField";
import type { Choice } from "./choices";
import type { NumberedNote } from "./notes";
import { useAutosave, useDraft } from "./useAutosave";
import type { Remark } from "./webAnnotation";

interface Props {
  note: NumberedNote;
  elements: readonly Choice[];
  findings: readonly Choice[];
  readOnly: boolean;
  onRemark: (remark: Remark) => Promise<void>;
  onRemove: () => void;
  onDone: () => void;
}

/** What a region shows, and what it is tied to. */
export function NoteEditor({
  note,
  elements,
  findings,
  readOnly,
  onRemark,
  onRemove,
  onDone,
}: Props) {
  const { t } = useTranslation();
  const [saving, state] = useAutosave(onRemark);
  const [text, setText] = useDraft(note.note, note.note, state);
  const remark: Remark = { note: text, element: note.element, rule: note.rule };
  const type = (value: string) => {
    setText(value);
    saving.change({ ...remark, note: value });
  };
  const tie = (changes: Partial<Remark>) => {
    saving.change({ ...remark, ...changes });
    void saving.flush();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <div className="note-editor" onBlur={() => void saving.flush()}>
      <div onKeyDown={press}>
        <Field
          label={t("inspection.notes.note")}
          placeholder={readOnly ? undefined : t("inspection.notes.notePlaceholder")}
          multiline
          autoFocus={!readOnly && note.note === ""}
          isReadOnly={readOnly}
          value={text}
          onChange={type}
          data-testid="annotation-note"
        />
      </div>
      <Ties {...{ note, elements, findings, readOnly }} onTie={tie} />
      {state.status === "failed" && (
        <FailureBox failure={state.failure} title={t("inspection.notes.failed")} />
      )}
      {!readOnly && (
        <div className="note-actions">
          <Button
            look="danger"
            onPress={onRemove}
            aria-label={t("inspection.notes.remove", { number: note.number })}
            data-testid="annotation-remove"
          >
            {t("inspection.notes.removeShort")}
          </Button>
          <Button onPress={onDone} data-testid="annotation-done">
            {t("inspection.notes.done")}
          </Button>
        </div>
      )}
    </div>
  );
}

type TiesProps = Pick<Props, "note" | "elements" | "findings" | "readOnly"> & {
  onTie: (changes: Partial<Remark>) => void;
};

/** What the region is about: a data element, a finding. */
function Ties({ note, elements, findings, readOnly, onTie }: TiesProps) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        label={t("inspection.notes.element")}
        placeholder={t("inspection.notes.elementPlaceholder")}
        choices={elements}
        chosen={note.element}
        readOnly={readOnly}
        onChoose={(element) => onTie({ element })}
        testId="annotation-field"
      />
      <ChoiceField
        label={t("inspection.notes.finding")}
        placeholder={t("inspection.notes.findingPlaceholder")}
        choices={findings}
        chosen={note.rule}
        readOnly={readOnly}
        onChoose={(rule) => onTie({ rule })}
        testId="annotation-finding"
      />
    </>
  );
}
