import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDeclaration } from "../app/desk";
import type { Feature } from "../app/features";
import { useRoute } from "../app/route";
import { useCommand } from "../commands";
import { Dialog, ErrorState } from "../design";
import { PrintDialog } from "./PrintDialog";

function Overlay({ selected }: { selected: string | null }) {
  const { page, argument } = useRoute();
  const subject = page === "inspection" ? argument : page === "queue" ? selected : null;
  const [printing, setPrinting] = useState<string | null>(null);
  useCommand("print", () => setPrinting(subject), subject !== null);
  if (printing === null) return null;
  const about = page === "inspection" ? "inspection-report" : null;
  return <Printing key={printing} id={printing} about={about} onClose={() => setPrinting(null)} />;
}

function Printing({
  id,
  about,
  onClose,
}: {
  id: string;
  about: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const declaration = useDeclaration(id);
  if (declaration.data)
    return <PrintDialog declaration={declaration.data} about={about} onClose={onClose} />;
  if (!declaration.isError) return null;
  return (
    <Dialog title={t("printing.title")} onClose={onClose}>
      <ErrorState error={declaration.error} onRetry={() => void declaration.refetch()} />
    </Dialog>
  );
}

export const feature: Feature = { Overlay };
