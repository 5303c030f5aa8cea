import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAbout } from "../app/about";
import { useDeskAction } from "../app/desk";
import { go } from "../app/route";
import { CommandButton, useCommand } from "../commands";
import type { DeclarationView, Decision } from "../contract/contract";
import { useToasts } from "../design";
import { useDecide } from "../queue/decisions";
import { ReasonDialog, type ReasonedDecision } from "./ReasonDialog";

/** What can be done with the declaration, each with its key. */
export function ActionBar({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { row } = declaration;
  const isMine = useClaim(declaration);
  const asking = useDecisions(declaration);
  return (
    <div className="actions" role="toolbar" aria-label={t("review.actions")}>
      <CommandButton command="approve" look="primary" />
      <CommandButton command="hold" />
      <CommandButton command="inspect" />
      <CommandButton command="amend" />
      <CommandButton command="refuse" />
      <CommandButton command="print" />
      <CommandButton command="claim" label={isMine ? t("review.giveBack") : undefined} />
      {asking.decision && (
        <ReasonDialog
          decision={asking.decision}
          lrn={row.lrn}
          onClose={asking.close}
          onReason={asking.decide}
        />
      )}
    </div>
  );
}

function useDecisions({ row, actions }: DeclarationView) {
  const decide = useDecide();
  const [decision, setDecision] = useState<ReasonedDecision | null>(null);
  const may = (wanted: Decision) => actions.decisions.includes(wanted);
  const refer = async () => {
    if (!may("refer") || (await decide(row, "refer", null))) go("inspection", row.id);
  };
  useCommand("approve", () => void decide(row, "approve", null), may("approve"));
  useCommand("hold", () => setDecision("hold"), may("hold"));
  useCommand("refuse", () => setDecision("refuse"), may("refuse"));
  useCommand("inspect", () => void refer(), may("refer") || actions.inspect);
  useCommand("openInspection", () => go("inspection", row.id), actions.inspect);
  return {
    decision,
    close: () => setDecision(null),
    decide: (reason: string) => {
      setDecision(null);
      if (decision) void decide(row, decision, reason);
    },
  };
}

/** Whether the declaration is this broker's. */
function useClaim({ row }: DeclarationView): boolean {
  const claim = useDeskAction("claim");
  const { fail } = useToasts();
  const name = useAbout().data?.broker?.name;
  const isMine = row.claimed_by !== null && row.claimed_by === name;
  useCommand("claim", () => claim.mutate({ ids: [row.id], claimed: !isMine }, { onError: fail }));
  return isMine;
}
