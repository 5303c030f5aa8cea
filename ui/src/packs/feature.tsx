import type { Feature } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import { RulesPage } from "./RulesPage";

function Overlay() {
  useCommand("showRules", () => go("rules"));
  useCommand("whatChanges", () => go("rules", "changes"));
  useCommand("ownRules", () => go("rules", "own"));
  return null;
}

export const feature: Feature = { pages: { rules: RulesPage }, Overlay };
