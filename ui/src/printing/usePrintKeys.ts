import { useEffect, useRef } from "react";

/** Ctrl S (Cmd S) saves and Ctrl Enter prints, wherever in the dialog the focus is. */
export function usePrintKeys(save: () => void, print: () => void): void {
  const latest = useRef({ save, print });
  useEffect(() => {
    latest.current = { save, print };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      if (event.key !== "s" && event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "s") latest.current.save();
      else latest.current.print();
    };
    // Before anyone else: the page behind the dialog has a use for the same keys.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}
