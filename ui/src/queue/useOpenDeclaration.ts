import { useCallback } from "react";

import { go } from "../app/route";
import { useQueue } from "./state";

/** Shows a declaration in the queue, from any page. */
export function useOpenDeclaration(): (id: string, lrn: string) => void {
  const { setFilter, setCurrent } = useQueue();
  return useCallback(
    (id, lrn) => {
      setFilter({ search: lrn });
      setCurrent({ id, position: null });
      go("queue");
    },
    [setFilter, setCurrent],
  );
}
