import { useRef } from "react";

import { useCommand } from "../commands";
import type { DeclarationView } from "../contract/contract";
import { useReview } from "./state";

/** Going to the fields that findings are about, one after the other, and amending them. */
export function useFieldCommands({ findings, actions }: DeclarationView): void {
  const { tab, target, setTab, goTo } = useReview();
  const last = useRef(-1);
  const paths = findings.flatMap(({ path }) => (path === null ? [] : [path]));
  useCommand(
    "goToField",
    () => {
      last.current = (last.current + 1) % paths.length;
      const path = paths[last.current];
      if (path !== undefined) goTo(path);
    },
    paths.length > 0,
  );
  useCommand(
    "amend",
    () => {
      const field = focusedField() ?? (tab === "elements" ? target?.path : undefined) ?? paths[0];
      if (field === undefined) setTab("elements");
      else goTo(field, true);
    },
    actions.amend,
  );
}

/** The field that has the focus among all data. */
function focusedField(): string | undefined {
  const row = document.activeElement?.closest<HTMLElement>("[data-path]");
  return row?.dataset.path;
}
