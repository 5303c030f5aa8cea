import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useDesk } from "../app/desk";
import type { DeclarationView } from "../contract/contract";
import { FailureBox, useFormats } from "../design";
import { elementChoices, findingChoices, type Choice } from "./choices";
import { NoteEditor } from "./NoteEditor";
import type { NumberedNote } from "./notes";
import type { Notes } from "./useNotes";

interface Props {
  declaration: DeclarationView;
  notes: Notes;
  selected: string | null;
  readOnly: boolean;
  onSelect: (id: string | null) => void;
}

/** The notes on a photo, by number; the selected one can be written. */
export function NotesPanel({ declaration, notes, selected, readOnly, onSelect }: Props) {
  const { t, i18n } = useTranslation();
  const { id } = declaration.row;
  const elements = useDesk("elements", { id, language: i18n.language }).data?.elements ?? [];
  const itemName = (item: number) => t("inspection.notes.itemGroup", { item });
  const fields = elementChoices(elements, itemName);
  const findings = findingChoices(declaration.findings);
  return (
    <section className="notes" aria-label={t("inspection.notes.title")}>
      {notes.failure && <FailureBox failure={notes.failure} title={t("inspection.notes.failed")} />}
      {notes.notes.length === 0 && (
        <p className="notes-none muted">
          <strong>{t("inspection.notes.none")}</strong>
          {!readOnly && t("inspection.notes.noneHint")}
        </p>
      )}
      <ol>
        {notes.notes.map((note) => (
          <li
            key={note.id}
            className="note"
            data-selected={note.id === selected}
            data-testid="annotation"
          >
            <NoteHead
              note={note}
              isOpen={note.id === selected}
              ties={tiesOf(note, fields, findings)}
              onPress={() => onSelect(note.id === selected ? null : note.id)}
            />
            {note.id === selected && (
              <NoteEditor
                note={note}
                elements={fields}
                findings={findings}
                readOnly={readOnly}
                onRemark={(remark) => notes.remark(note.id, remark)}
                onRemove={() => notes.remove(note.id)}
                onDone={() => onSelect(null)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface HeadProps {
  note: NumberedNote;
  isOpen: boolean;
  ties: readonly string[];
  onPress: () => void;
}

function NoteHead({ note, isOpen, ties, onPress }: HeadProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  return (
    <button className="note-head" aria-expanded={isOpen} onClick={onPress}>
      <span className="callout-number">{note.number}</span>
      <span className="note-words">
        <span className="note-about muted">
          {t(`inspection.notes.region.${note.region.kind}`)}
          {note.at !== "" &&
            ` · ${t("inspection.notes.by", { by: note.by, at: moment(note.at, now) })}`}
        </span>
        {!isOpen && (
          <span className={note.note === "" ? "note-text muted" : "note-text"}>
            {note.note === "" ? t("inspection.notes.noText") : note.note}
          </span>
        )}
        {!isOpen &&
          ties.map((tie) => (
            <span key={tie} className="note-tie muted clip">
              {tie}
            </span>
          ))}
      </span>
    </button>
  );
}

function tiesOf(
  note: NumberedNote,
  fields: readonly Choice[],
  findings: readonly Choice[],
): string[] {
  const title = (choices: readonly Choice[], key: string | null) =>
    key === null ? [] : [choices.find((choice) => choice.key === key)?.title ?? key];
  return [...title(fields, note.element), ...title(findings, note.rule)];
}
