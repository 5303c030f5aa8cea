import type { Attachment, DeclarationView, InspectionView } from "../contract/contract";
import type { FakePlatform } from "../testing/fake";
import { fakeView, freshDeclaration } from "../testing/declaration";

const AT = "2026-11-20T10:00:00Z";

/** A photo as the desk would know it. */
export function fakePhoto(name: string): Attachment {
  return {
    hash: name.padEnd(64, "0"),
    name,
    media_type: "image/jpeg",
    size: 120_000,
    pixels: [1200, 900],
    purpose: "photo",
    by: "Lena Fox",
    at: AT,
    confirmed_at: null,
    here: true,
    annotations: [],
  };
}

/** Lets a fake desk inspect its first declaration. Tells its state, for tests to look at. */
export function letInspect(
  platform: FakePlatform,
  start: { photos?: Attachment[]; inspection?: InspectionView | null } = {},
) {
  const state = { evidence: start.photos ?? [], inspection: start.inspection ?? null };
  const view = (id: string): DeclarationView => {
    const row = platform.rows.find((one) => one.id === id) ?? platform.rows[0];
    if (row === undefined) throw new Error("the fake desk is empty");
    const shown = fakeView(row, freshDeclaration(row));
    const inspect = state.inspection?.closed == null;
    const actions = {
      ...shown.actions,
      inspect,
      close_inspection: inspect && state.inspection !== null,
    };
    return { ...shown, actions, evidence: [...state.evidence], inspection: state.inspection };
  };
  platform.answer({
    show: ({ id }) => view(id),
    codes: ({ list }) => ({
      codes:
        list === "control_type"
          ? [{ code: "40", label: "Physical control" }]
          : [{ code: "A4", label: "Minor discrepancies" }],
    }),
    record_inspection: ({ id, record }) => {
      state.inspection = { record, by: "Lena Fox", at: AT, closed: null };
      return view(id);
    },
    close_inspection: ({ id, result, remarks }) => {
      if (state.inspection === null) throw new Error("nothing was recorded");
      const closed = { result, remarks, signed_by: "Lena Fox", at: AT };
      state.inspection = { ...state.inspection, closed };
      return view(id);
    },
    attach: ({ id, staged }) => {
      state.evidence = [...state.evidence, fakePhoto(staged.replace("staged:", ""))];
      return view(id);
    },
    annotate: ({ id, hash, annotation }) => {
      state.evidence = state.evidence.map((photo) =>
        photo.hash === hash ? { ...photo, annotations: changed(photo, annotation) } : photo,
      );
      return view(id);
    },
    remove_annotation: ({ id, annotation }) => {
      state.evidence = state.evidence.map((photo) => ({
        ...photo,
        annotations: photo.annotations.filter((one) => one.annotation.id !== annotation),
      }));
      return view(id);
    },
  });
  return state;
}

function changed({ annotations }: Attachment, annotation: Record<string, unknown>) {
  const others = annotations.filter((one) => one.annotation.id !== annotation.id);
  const number = annotations.find((one) => one.annotation.id === annotation.id)?.number;
  const next = { number: number ?? annotations.length + 1, annotation, by: "Lena Fox", at: AT };
  return [...others, next];
}
