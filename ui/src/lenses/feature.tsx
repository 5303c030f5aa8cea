import type { Feature } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import { LensesPage } from "./LensesPage";

function Overlay() {
  useCommand("showLenses", () => go("lenses"));
  return null;
}

export const feature: Feature = { pages: { lenses: LensesPage }, Overlay };
