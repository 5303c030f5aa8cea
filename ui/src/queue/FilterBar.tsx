import { useRef, useState } from "react";
import { Button as AriaButton, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { CommandButton, commandOf, useCommand } from "../commands";
import { Button, Kbd, useFormats } from "../design";
import { chipsOf, withoutPart } from "./filters";
import { FilterBuilder } from "./FilterBuilder";
import type { QueueWindow } from "./pages";
import { SaveViewDialog } from "./SaveViewDialog";
import { useQueue } from "./state";
import "./filters.css";

/** What narrows the queue, and what it leaves. While rows are selected, what can be done with them. */
export function FilterBar({ window }: { window: QueueWindow }) {
  const { picked } = useQueue();
  return (
    <div className="filters">
      <Chips />
      {picked.size > 0 ? <Selection /> : <Found window={window} />}
    </div>
  );
}

function Chips() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { filter, setFilter } = useQueue();
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const chips = chipsOf(filter, t, formats);
  useCommand("filter", () => setOpen(true));
  useCommand("clearFilters", () => setFilter({}), chips.length > 0);
  useCommand("saveView", () => setSaving(true), chips.length > 0);
  return (
    <>
      {chips.map(({ key, label, value }) => (
        <span key={key} className="chip" data-testid={`chip-${key}`}>
          <span className="chip-words" title={`${label} ${value}`}>
            {label} <b>{value}</b>
          </span>
          <AriaButton
            className="chip-remove"
            aria-label={t("queue.filter.remove", { filter: `${label} ${value}` })}
            onPress={() => setFilter(withoutPart(filter, key))}
          >
            ×
          </AriaButton>
        </span>
      ))}
      <AriaButton
        ref={add}
        className="chip chip-add"
        onPress={() => setOpen(true)}
        data-testid="add-filter"
      >
        + {t("queue.filter.add")} <Kbd shortcut={commandOf("filter").keys?.[0] ?? ""} />
      </AriaButton>
      <Popover
        className="popover"
        triggerRef={add}
        isOpen={isOpen}
        onOpenChange={setOpen}
        placement="bottom start"
      >
        <FilterBuilder onClose={() => setOpen(false)} />
      </Popover>
      {isSaving && <SaveViewDialog onClose={() => setSaving(false)} />}
    </>
  );
}

function Found({ window }: { window: QueueWindow }) {
  const { t } = useTranslation();
  const { count, decimal } = useFormats();
  if (window.total === undefined) return null;
  const ms = window.tookUs < 1_000 ? "< 1" : decimal(String(Math.round(window.tookUs / 1_000)));
  return (
    <span className="filters-right" role="status" data-testid="found">
      {t("queue.found", { total: count(window.total), of: count(window.of), ms })}
    </span>
  );
}

function Selection() {
  const { t } = useTranslation();
  const { picked, setPicked } = useQueue();
  return (
    <span className="filters-right filters-selection" data-testid="selection">
      <b>{t("queue.selected", { count: picked.size })}</b>
      <CommandButton command="export" label={t("exporting.make")} />
      <CommandButton command="approveSelected" look="primary" />
      <Button look="quiet" onPress={() => setPicked(() => new Set())}>
        {t("commands.selectNone")}
      </Button>
    </span>
  );
}
