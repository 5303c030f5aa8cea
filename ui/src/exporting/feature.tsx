import { useState } from "react";

import type { Feature } from "../app/features";
import { useRoute } from "../app/route";
import { useCommand } from "../commands";
import { useQueue } from "../queue/state";
import { ExportDialog } from "./ExportDialog";

function Overlay({ selected }: { selected: string | null }) {
  const { page } = useRoute();
  const { picked } = useQueue();
  const [isOpen, setOpen] = useState(false);
  const hasAny = selected !== null || picked.size > 0;
  useCommand("export", () => setOpen(true), page === "queue" && hasAny);
  return isOpen ? <ExportDialog selected={selected} onClose={() => setOpen(false)} /> : null;
}

export const feature: Feature = { Overlay };
