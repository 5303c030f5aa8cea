import type { Feature } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import { ParcelsPage } from "./ParcelsPage";

function Overlay() {
  useCommand("showParcels", () => go("parcels"));
  return null;
}

export const feature: Feature = { pages: { parcels: ParcelsPage }, Overlay };
