import { useQuery } from "@tanstack/react-query";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";

/** Groups of each lens that the page lists; a desk with more has other worries. */
const GROUPS = 100;
const ASK_AGAIN_MS = 20;

/** What the lenses find. Each question reads a part of what came: it is asked until all was read. */
export function useLenses() {
  return useQuery({
    ...question(usePlatform(), "lenses", { lens: null, limit: GROUPS }),
    refetchInterval: ({ state }) => (state.data?.behind ? ASK_AGAIN_MS : false),
  });
}
