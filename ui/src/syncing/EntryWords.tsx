import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { OutboxEntry } from "../contract/contract";
import { Button, useFormats } from "../design";
import { useOpenDeclaration } from "../queue/useOpenDeclaration";
import { sentence } from "../review/sentence";
import { ago } from "./words";

/** An entry in words, and the declaration it is about. */
export function EntryWords({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { kind, subject, declaration, lrn, actor, at } = entry;
  return (
    <div className="sync-words">
      <p className="sync-what">
        {sentence({ kind, subject, detail: null }, t)}{" "}
        {declaration !== null && <DeclarationLink id={declaration} lrn={lrn} />}
      </p>
      <p className="muted">
        {actor} · <time dateTime={at}>{moment(at, now)}</time> · {ago(at, now, t)}
      </p>
    </div>
  );
}

/** Leads to a declaration; by its LRN where that is known. */
export function DeclarationLink({ id, lrn }: { id: string; lrn: string | null }) {
  const { t } = useTranslation();
  const open = useOpenDeclaration();
  return (
    <Button look="link" onPress={() => open(id, lrn ?? id)} data-testid="sync-declaration">
      {lrn === null ? t("syncing.toDeclaration") : <span className="mono">{lrn}</span>}
    </Button>
  );
}
