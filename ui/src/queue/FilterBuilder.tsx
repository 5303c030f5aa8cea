import { useState, type SyntheticEvent } from "react";
import { Dialog, ToggleButton, ToggleButtonGroup, type Key } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useAbout } from "../app/about";
import type { Filter, Lane, Status } from "../contract/contract";
import { Button, Check, Field } from "../design";
import { amountTyped, LANES, STATUSES, tidied } from "./filters";
import { useQueue } from "./state";

const DATA_SETS = ["H7", "H1", "B1"] as const;
const SOON_MINUTES = 120;

/** Puts a filter together. Enter applies it. */
export function FilterBuilder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { filter, setFilter } = useQueue();
  const [draft, setDraft] = useState(filter);
  const change = (part: Partial<Filter>) => setDraft((before) => ({ ...before, ...part }));
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    setFilter(tidied(draft));
    onClose();
  };
  return (
    <Dialog className="builder" aria-label={t("queue.filter.title")} data-testid="filter-builder">
      <form onSubmit={apply}>
        <Choices
          label={t("queue.filter.lanes")}
          options={LANES.map((lane) => [lane, t(`terms.lane.${lane}`)])}
          chosen={draft.lanes}
          onChange={(lanes) => change({ lanes: lanes as Lane[] })}
        />
        <Choices
          label={t("queue.filter.statuses")}
          options={STATUSES.map((status) => [status, t(`terms.status.${status}`)])}
          chosen={draft.statuses}
          onChange={(statuses) => change({ statuses: statuses as Status[] })}
        />
        <Choices
          label={t("queue.filter.data_sets")}
          options={DATA_SETS.map((dataSet) => [dataSet, dataSet])}
          chosen={draft.data_sets}
          onChange={(data_sets) => change({ data_sets })}
        />
        <Texts draft={draft} change={change} />
        <Flags draft={draft} change={change} />
        <div className="builder-end">
          <Button onPress={() => setDraft({})} look="quiet">
            {t("commands.clearFilters")}
          </Button>
          <Button type="submit" look="primary" data-testid="apply-filter">
            {t("queue.filter.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  draft: Filter;
  change: (part: Partial<Filter>) => void;
}

function Texts({ draft, change }: PartProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(draft.value_from ?? "");
  const [to, setTo] = useState(draft.value_to ?? "");
  const notAmount = (text: string) =>
    text !== "" && amountTyped(text) === undefined ? t("queue.filter.notAmount") : undefined;
  return (
    <div className="builder-texts">
      <Field
        label={t("queue.filter.value_from")}
        value={from}
        error={notAmount(from)}
        onChange={(text) => {
          setFrom(text);
          change({ value_from: amountTyped(text) });
        }}
        data-testid="filter-value-from"
      />
      <Field
        label={t("queue.filter.value_to")}
        value={to}
        error={notAmount(to)}
        onChange={(text) => {
          setTo(text);
          change({ value_to: amountTyped(text) });
        }}
        data-testid="filter-value-to"
      />
      <Field
        label={t("queue.filter.commodity")}
        value={draft.commodity ?? ""}
        onChange={(text) => change({ commodity: text.replaceAll(/\D/g, "") })}
        data-testid="filter-commodity"
      />
      <Field
        label={t("queue.filter.origin")}
        value={draft.origin ?? ""}
        maxLength={2}
        onChange={(text) => change({ origin: text.toUpperCase() })}
        data-testid="filter-origin"
      />
      <Field
        label={t("queue.filter.transport_document")}
        value={draft.transport_document ?? ""}
        onChange={(text) => change({ transport_document: text.trim() })}
        data-testid="filter-transport-document"
      />
    </div>
  );
}

function Flags({ draft, change }: PartProps) {
  const { t } = useTranslation();
  const name = useAbout().data?.broker?.name;
  return (
    <div className="builder-flags">
      <Check
        isSelected={draft.with_errors ?? false}
        onChange={(with_errors) => change({ with_errors })}
      >
        {t("queue.filter.with_errors")}
      </Check>
      <Check isSelected={draft.split ?? false} onChange={(split) => change({ split })}>
        {t("queue.filter.split")}
      </Check>
      <Check
        isSelected={draft.in_conflict ?? false}
        onChange={(in_conflict) => change({ in_conflict })}
      >
        {t("queue.filter.in_conflict")}
      </Check>
      <Check
        isSelected={draft.leased_here === true}
        onChange={(here) => change({ leased_here: here || undefined })}
      >
        {t("queue.filter.leased_here")} {t("queue.filter.leasedHere")}
      </Check>
      <Check
        isSelected={draft.leased_here === false}
        onChange={(free) => change({ leased_here: free ? false : undefined })}
      >
        {t("queue.filter.leased_here")} {t("queue.filter.leasedByNoOther")}
      </Check>
      <Check
        isSelected={Boolean(draft.due_within_minutes)}
        onChange={(soon) => change({ due_within_minutes: soon ? SOON_MINUTES : undefined })}
      >
        {t("queue.filter.dueSoon")}
      </Check>
      {name && (
        <Check
          isSelected={draft.claimed_by === name}
          onChange={(mine) => change({ claimed_by: mine ? name : undefined })}
        >
          {t("queue.filter.mine")}
        </Check>
      )}
    </div>
  );
}

interface ChoicesProps {
  label: string;
  options: (readonly [string, string])[];
  chosen: string[] | undefined;
  onChange: (chosen: string[]) => void;
}

function Choices({ label, options, chosen, onChange }: ChoicesProps) {
  return (
    <div className="builder-choices">
      <span className="field-label">{label}</span>
      <ToggleButtonGroup
        aria-label={label}
        className="toggles"
        selectionMode="multiple"
        selectedKeys={chosen ?? []}
        onSelectionChange={(keys: Set<Key>) => onChange([...keys].map(String))}
      >
        {options.map(([key, text]) => (
          <ToggleButton key={key} id={key} className="toggle" data-testid={`toggle-${key}`}>
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
