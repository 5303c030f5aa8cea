import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { Broker } from "../contract/contract";
import { Button, ErrorState, Field } from "../design";

const BIERSET = { office: "BE532000", office_name: "Bierset" };
const OFFICE = /^[A-Z]{2}[A-Z0-9]{6}$/;

interface Props {
  broker: Broker | null;
  submit: string;
  onSaved?: () => void;
}

/** Name and office, as they will be signed. */
export function BrokerForm({ broker, submit, onSaved }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Broker>(broker ?? { name: "", ...BIERSET });
  const [asked, setAsked] = useState(false);
  const signIn = useDeskAction("sign_in");
  const name = draft.name.trim();
  const isOffice = OFFICE.test(draft.office);

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name === "" || !isOffice) return;
    signIn.mutate({ broker: { ...draft, name } }, { onSuccess: onSaved });
  };
  const change = (part: Partial<Broker>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form className="broker-form" onSubmit={save} noValidate>
      <Field
        label={t("settings.broker.name")}
        value={draft.name}
        onChange={(value) => change({ name: value })}
        error={asked && name === "" ? t("settings.error.name") : undefined}
        autoFocus={broker === null}
        autoComplete="name"
        data-testid="broker-name"
      />
      <div className="broker-office">
        <Field
          label={t("settings.broker.office")}
          value={draft.office}
          onChange={(value) => change({ office: value.toUpperCase() })}
          error={asked && !isOffice ? t("settings.error.office") : undefined}
          data-testid="broker-office"
        />
        <Field
          label={t("settings.broker.officeName")}
          value={draft.office_name}
          onChange={(value) => change({ office_name: value })}
          data-testid="broker-office-name"
        />
      </div>
      {signIn.isError && <ErrorState error={signIn.error} />}
      <Button type="submit" look="primary" isPending={signIn.isPending} data-testid="broker-save">
        {submit}
      </Button>
    </form>
  );
}
