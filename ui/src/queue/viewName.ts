import type { TFunction } from "i18next";

import type { View } from "../contract/contract";

/** What a view is called: the broker's own name, or ours for a built-in one. */
export function viewName(view: Pick<View, "key" | "name">, t: TFunction): string {
  // A view that a newer desk brings along has no name here yet: its key is better than nothing.
  return view.name ?? t(`queue.views.${view.key}` as "queue.views.ready", view.key);
}
