import type { Feature } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import { ConflictsPage } from "./ConflictsPage";

function Overlay() {
  useCommand("showConflicts", () => go("conflicts"));
  return null;
}

export const feature: Feature = { pages: { conflicts: ConflictsPage }, Overlay };
