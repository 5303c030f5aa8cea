import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { Commands, DeclarationView } from "../contract/contract";
import type { RequestOf } from "../platform";

/** Commands that answer the declaration as it is afterwards. */
type Changing = {
  [K in keyof Commands]: Commands[K]["response"] extends DeclarationView ? K : never;
}[keyof Commands];

/**
 * Changes a declaration's inspection. What the screen shows of the inspection and the evidence is
 * replaced by the desk's answer at once; the rest is asked anew.
 */
export function useInspecting(): <K extends Changing>(
  command: K,
  request: RequestOf<K>,
) => Promise<DeclarationView> {
  const platform = usePlatform();
  const queries = useQueryClient();
  return useCallback(
    async (command, request) => {
      const answer: DeclarationView = await platform.call(command, request);
      const { inspection, evidence, actions } = answer;
      queries.setQueriesData<DeclarationView>({ queryKey: ["show"] }, (shown) =>
        shown?.row.id === answer.row.id ? { ...shown, inspection, evidence, actions } : shown,
      );
      void refresh(queries);
      // Queries tell their components in a task of its own. Whoever waits for this change may rely on
      // it being on the screen: a field that stops showing its draft must not flash the old value.
      await new Promise((done) => setTimeout(done));
      return answer;
    },
    [platform, queries],
  );
}
