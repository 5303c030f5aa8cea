import { useState } from "react";

import type { Feature } from "../app/features";
import { go, useRoute } from "../app/route";
import { useCommand } from "../commands";
import { useSyncStatus } from "../syncing/status";
import { CheckOutDialog } from "./CheckOutDialog";
import { LeasesPage } from "./LeasesPage";

function Overlay() {
  const [isOpen, setOpen] = useState(false);
  const { page } = useRoute();
  const hub = useSyncStatus().data?.hub;
  useCommand("showLeases", () => go("leases"));
  useCommand("checkOut", () => setOpen(true), hub != null && page === "queue");
  return isOpen ? <CheckOutDialog onClose={() => setOpen(false)} /> : null;
}

export const feature: Feature = { pages: { leases: LeasesPage }, Overlay };
