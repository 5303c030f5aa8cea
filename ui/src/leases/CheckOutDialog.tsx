import { useState, type SyntheticEvent } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useDesk, useDeskAction } from "../app/desk";
import type { LeaseAnswer, LeaseTaken } from "../contract/contract";
import { Button, Dialog, FailureBox, Field, useFormats, useToasts } from "../design";
import { URGENT_FIRST, useQueue } from "../queue/state";
import { viewName } from "../queue/viewName";
import { countTyped, freeOf, suggestedOf } from "./slice";
import "./leases.css";

const HOURS = [1, 2, 4, 8, 12] as const;
const FIRST_HOURS = 4;

/** Checks out the selection, or the most urgent of what the queue shows, for some hours. */
export function CheckOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { picked } = useQueue();
  const name = useSliceName();
  const free = useFree();
  const [label, setLabel] = useState<string | null>(null);
  const [count, setCount] = useState<string | null>(null);
  const [hours, setHours] = useState<number>(FIRST_HOURS);
  const { take, answer, failure, isPending } = useTake(onClose);
  const most = picked.size || free || 0;
  const wanted = picked.size || countTyped(count ?? String(suggestedOf(most)), most);
  const said = (label ?? name).trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (wanted && said !== "") take(said, wanted, hours * 60);
  };
  return (
    <Dialog title={t("leases.checkOut")} onClose={onClose} data-testid="check-out">
      <form className="form" onSubmit={submit}>
        <p>
          <Slice free={free} />
        </p>
        {picked.size === 0 && (
          <Field
            label={t("leases.howMany")}
            hint={t("leases.mostUrgent")}
            error={wanted || free === undefined ? undefined : t("leases.notCount", { most })}
            value={count ?? String(suggestedOf(most))}
            onChange={setCount}
            inputMode="numeric"
            autoFocus
            data-testid="check-out-count"
          />
        )}
        <Hours hours={hours} onChange={setHours} />
        <Field
          label={t("leases.label")}
          hint={t("leases.labelHint")}
          value={label ?? name}
          onChange={setLabel}
          data-testid="check-out-label"
        />
        {answer && <AllTaken taken={answer.taken} />}
        {failure && <FailureBox failure={failure} />}
        <p className="muted">{t("leases.courtesy")}</p>
        <div className="form-end">
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={!wanted || said === ""}
            isPending={isPending}
            data-testid="check-out-confirm"
          >
            {t("commands.checkOut")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Slice({ free }: { free: number | undefined }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { picked } = useQueue();
  if (picked.size > 0) return t("leases.selection", { count: picked.size });
  if (free === undefined) return t("app.loading");
  return t("leases.free", { count: free, number: count(free) });
}

function Hours({ hours, onChange }: { hours: number; onChange: (hours: number) => void }) {
  const { t } = useTranslation();
  return (
    <div className="builder-choices">
      <span className="field-label">{t("leases.howLong")}</span>
      <ToggleButtonGroup
        aria-label={t("leases.howLong")}
        className="toggles"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[String(hours)]}
        onSelectionChange={(keys) => onChange(Number([...keys][0] ?? FIRST_HOURS))}
      >
        {HOURS.map((one) => (
          <ToggleButton
            key={one}
            id={String(one)}
            className="toggle"
            data-testid={`check-out-hours-${one}`}
          >
            {t("terms.hours", { count: one })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}

/** Others have all of it: who, how many, until when. */
function AllTaken({ taken }: { taken: readonly LeaseTaken[] }) {
  const { t } = useTranslation();
  const takenBy = useTakenWords();
  return (
    <div className="lease-taken" role="alert" data-testid="check-out-taken">
      <strong>{t("leases.allTaken")}</strong>
      {taken.map((one) => (
        <p key={one.by + one.until}>{takenBy(one)}</p>
      ))}
    </div>
  );
}

function useTakenWords(): (taken: LeaseTaken) => string {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  return ({ by, until, count }) => t("leases.taken", { by, count, until: moment(until, now) });
}

/** Takes the lease; where others have all of it, answers who. */
function useTake(onTaken: () => void) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { show } = useToasts();
  const { picked, filter } = useQueue();
  const takenBy = useTakenWords();
  const mutation = useDeskAction("take_lease");
  const tell = ({ lease, taken }: LeaseAnswer) => {
    if (lease === null) return;
    const until = moment(lease.until, now);
    show({
      text: t("leases.done", { count: lease.count, until }),
      detail: taken.map(takenBy).join("\n") || undefined,
    });
    onTaken();
  };
  const take = (label: string, count: number, minutes: number) => {
    const slice = picked.size > 0 ? { ids: [...picked] } : { filter, count };
    mutation.mutate({ label, minutes, ...slice }, { onSuccess: tell });
  };
  const answer = mutation.data?.lease === null ? mutation.data : null;
  return { take, answer, failure: mutation.error, isPending: mutation.isPending };
}

/** How many of what the queue shows can be checked out; `undefined` until it is known. */
function useFree(): number | undefined {
  const { filter } = useQueue();
  const free = freeOf(filter);
  const page = useDesk(
    "queue",
    { filter: free ?? filter, sort: URGENT_FIRST, offset: 0, limit: 1 },
    { enabled: free !== null },
  );
  return free === null ? 0 : page.data?.total;
}

/** What the slice is called where nobody says otherwise: the flight, the selection or the view. */
function useSliceName(): string {
  const { t } = useTranslation();
  const { picked, filter, view } = useQueue();
  const views = useDesk("views", {}).data?.views;
  if (picked.size > 0) return t("leases.selectionName", { count: picked.size });
  if (filter.transport_document) return t("leases.flight", { number: filter.transport_document });
  const shown = views?.find(({ key }) => key === view);
  return viewName(shown ?? { key: view, name: null }, t);
}
