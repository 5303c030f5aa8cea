import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { EnrolRequest, HubInfo } from "../contract/contract";
import { Button, FailureBox, Field, useToasts } from "../design";

const NOTHING: EnrolRequest = { hub: "", code: "", desk_name: "" };
const FIELDS = ["hub", "code", "desk_name"] as const;

interface Props {
  /** The hub that no longer lets this desk in; `null` for a desk that works by itself. */
  shutOut: HubInfo | null;
}

/** Joins the office's hub, for the first time or once more. */
export function JoinForm({ shutOut }: Props) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const enrol = useDeskAction("enrol");
  const [draft, setDraft] = useState<EnrolRequest>(
    shutOut ? { hub: shutOut.url, code: "", desk_name: shutOut.desk_name } : NOTHING,
  );
  const [asked, setAsked] = useState(false);
  const isEmpty = (field: keyof EnrolRequest) => draft[field].trim() === "";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (FIELDS.some(isEmpty)) return;
    enrol.mutate(trimmed(draft), {
      onSuccess: ({ hub }) => show({ text: t("syncing.join.done", { office: hub?.office ?? "" }) }),
    });
  };
  return (
    <section className="sync-join" aria-labelledby="join-title">
      <h2 id="join-title">{t(shutOut ? "syncing.join.again" : "syncing.join.title")}</h2>
      <p className="muted">{t(shutOut ? "syncing.join.againText" : "syncing.join.text")}</p>
      <form className="form" onSubmit={submit} noValidate data-testid="join-form">
        {FIELDS.map((field, place) => (
          <Field
            key={field}
            label={t(`syncing.join.${field}`)}
            hint={t(`syncing.join.${field}_hint`)}
            placeholder={t(`syncing.join.${field}_example`)}
            value={draft[field]}
            onChange={(value) => setDraft((before) => ({ ...before, [field]: value }))}
            error={asked && isEmpty(field) ? t(`syncing.join.${field}_missing`) : undefined}
            autoFocus={shutOut === null && place === 0}
            autoComplete="off"
            spellCheck="false"
            data-testid={`join-${field.replace("_", "-")}`}
          />
        ))}
        {enrol.isError && <FailureBox title={t("syncing.join.failed")} failure={enrol.error} />}
        <div className="form-end">
          <Button type="submit" look="primary" isPending={enrol.isPending} data-testid="join">
            {t(enrol.isPending ? "syncing.join.joining" : "syncing.join.join")}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** A code is the same in small letters and with spaces around it. */
function trimmed({ hub, code, desk_name }: EnrolRequest): EnrolRequest {
  return { hub: hub.trim(), code: code.trim().toUpperCase(), desk_name: desk_name.trim() };
}
