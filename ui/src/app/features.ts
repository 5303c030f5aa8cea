import type { ComponentType } from "react";

import type { DeclarationView } from "../contract/contract";
import type { Page } from "./route";

/**
 * What a feature adds to the desk. Its folder exports `feature: Feature` from `feature.ts`; the shell
 * mounts what it finds there.
 */
export interface Feature {
  /** Pages that fill the room between sidebar and right edge. */
  pages?: Partial<Record<Page, ComponentType<PageProps>>>;
  /** The review pane's Evidence tab. */
  Evidence?: ComponentType<{ declaration: DeclarationView }>;
  /**
   * Always mounted, inside all providers: drop zones, progress, dialogs that a command opens.
   * `selected` is the declaration under review, also while another page is shown.
   */
  Overlay?: ComponentType<{ selected: string | null }>;
}

export interface PageProps {
  /** The route's argument, for example the declaration's id for `inspection`. */
  argument: string | null;
}

const found = import.meta.glob<{ feature: Feature }>("../*/feature.{ts,tsx}", { eager: true });

/** All features. */
export const FEATURES: readonly Feature[] = Object.values(found).map((module) => module.feature);
