import { useState } from "react";
import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import { CommandButton, useCommand } from "../commands";
import type { DeclarationView, Decision } from "../contract/contract";
import { useDecide } from "../queue/decisions";
import { ReasonDialog, type ReasonedDecision } from "./ReasonDialog";

/** What can be done with the declaration, each with its key. */
export function ActionBar({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { row } = declaration;
  const asking = useDecisions(declaration);
  return (
    <div className="actions" role="toolbar" aria-label={t("review.actions")}>
      <CommandButton command="approve" look="primary" />
      <CommandButton command="hold" />
      <CommandButton command="inspect" />
      <CommandButton command="refuse" />
      <CommandButton command="amend" />
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
