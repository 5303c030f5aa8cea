import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { IdentifierInfo } from "../contract/contract";

/** Fewer signs than this are words being typed. */
const SHORTEST = 6;

/** What a number in the search field is, and what is wrong with it; nothing for words. */
export function Recognised({ text }: { text: string }) {
  const { i18n } = useTranslation();
  const typed = useDeferredValue(text.trim());
  const couldBe = typed.length >= SHORTEST && /\d/.test(typed);
  const request = { text: typed, language: i18n.language };
  const identified = useDesk("identify", request, { enabled: couldBe });
  const found = couldBe ? identified.data?.candidates[0] : undefined;
  // Nearly every text could be somebody's own reference.
  return found && found.kind !== "lrn" ? <Reading found={found} /> : null;
}

function Reading({ found: { kind, check_holds, explanation } }: { found: IdentifierInfo }) {
  const { t, i18n } = useTranslation();
  const name = `reference.kind.${kind}`;
  const state = check_holds === null ? "unknown" : check_holds ? "holds" : "fails";
  return (
    <p className={`recognised recognised-${state}`} role="status" data-testid="recognised">
      <span aria-hidden="true">{{ holds: "✓", fails: "✗", unknown: "–" }[state]}</span>{" "}
      <strong>{i18n.exists(name) ? t(name as "reference.kind.mrn") : kind}</strong>{" "}
      <span>{explanation}</span>
    </p>
  );
}
