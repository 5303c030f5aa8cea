import { useState, type SyntheticEvent } from "react";
import { ToggleButton, ToggleButtonGroup, type Key } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { Status, SubscriptionInfo, SyncStatus } from "../contract/contract";
import { Button, FailureBox, Field, useFormats } from "../design";
import { STATUSES } from "../queue/filters";
import { Part } from "./Part";

const MOST_DAYS = 3650;

/** What this desk holds, and what is on the hub only. */
export function Holding({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [changing, setChanging] = useState(false);
  const { subscription, evicted } = status;
  return (
    <Part
      title={t("syncing.holding.title")}
      aside={
        !changing && (
          <Button look="quiet" onPress={() => setChanging(true)} data-testid="holding-change">
            {t("syncing.holding.change")}
          </Button>
        )
      }
    >
      {changing ? (
        <HoldingForm subscription={subscription} onClose={() => setChanging(false)} />
      ) : (
        <HoldingWords subscription={subscription} />
      )}
      <p className="muted">{t("syncing.holding.always")}</p>
      {evicted > 0 && (
        <p data-testid="holding-evicted">
          {t("syncing.holding.evicted", { count: evicted, number: count(evicted) })}
        </p>
      )}
    </Part>
  );
}

function HoldingWords({ subscription }: { subscription: SubscriptionInfo }) {
  const { t } = useTranslation();
  const { list } = useFormats();
  const { statuses, days } = subscription;
  const which =
    statuses.length === 0
      ? t("syncing.holding.allStatuses")
      : list(statuses.map((status) => t(`terms.status.${status}`)));
  const since =
    days === null ? t("syncing.holding.allDays") : t("syncing.holding.days", { count: days });
  return (
    <p data-testid="holding">
      {which} · {since}
    </p>
  );
}

interface FormProps {
  subscription: SubscriptionInfo;
  onClose: () => void;
}

function HoldingForm({ subscription, onClose }: FormProps) {
  const { t } = useTranslation();
  const subscribe = useDeskAction("subscribe");
  const [statuses, setStatuses] = useState<Status[]>(subscription.statuses);
  const [days, setDays] = useState(subscription.days?.toString() ?? "");
  const wanted = days.trim() === "" ? null : Number(days);
  const fits = wanted === null || (Number.isInteger(wanted) && wanted > 0 && wanted <= MOST_DAYS);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fits) subscribe.mutate({ statuses, days: wanted }, { onSuccess: onClose });
  };
  return (
    <form className="form" onSubmit={submit} data-testid="holding-form">
      <ToggleButtonGroup
        aria-label={t("syncing.holding.statuses")}
        className="toggles"
        selectionMode="multiple"
        selectedKeys={statuses}
        onSelectionChange={(keys: Set<Key>) => setStatuses([...keys] as Status[])}
      >
        {STATUSES.map((status) => (
          <ToggleButton
            key={status}
            id={status}
            className="toggle"
            data-testid={`holding-${status}`}
          >
            {t(`terms.status.${status}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p className="field-hint">{t("syncing.holding.statusesHint")}</p>
      <Field
        label={t("syncing.holding.daysLabel")}
        hint={t("syncing.holding.daysHint")}
        error={fits ? undefined : t("syncing.holding.daysWrong", { most: MOST_DAYS })}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        data-testid="holding-days"
      />
      {subscribe.isError && <FailureBox failure={subscribe.error} />}
      <div className="form-end">
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button
          type="submit"
          look="primary"
          isDisabled={!fits}
          isPending={subscribe.isPending}
          data-testid="holding-save"
        >
          {t("syncing.holding.save")}
        </Button>
      </div>
    </form>
  );
}
