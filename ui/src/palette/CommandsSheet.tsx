import { useState } from "react";
import { useTranslation } from "react-i18next";

import { CATALOGUE, useCommand, type Command, type CommandGroup } from "../commands";
import { Dialog, Kbd } from "../design";

const GROUPS: readonly CommandGroup[] = ["decide", "move", "find", "look", "desk"];

/** Every key of the desk. */
export function CommandsSheet() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useCommand("keys", () => setOpen(true));
  if (!isOpen) return null;
  return (
    <Dialog
      title={t("commands.keys")}
      onClose={() => setOpen(false)}
      size="large"
      data-testid="keys-sheet"
    >
      <div className="sheet">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`commands.group.${group}`)}</h3>
            <dl>
              {CATALOGUE.filter((command) => command.group === group).map((command) => (
                <SheetLine key={command.id} command={command} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function SheetLine({ command }: { command: Command }) {
  const { t } = useTranslation();
  if (!command.keys) return null;
  return (
    <div className="sheet-line">
      <dt>
        {t(command.label)}
        {(command.scope === "inspection" || command.scope === "conflicts") && (
          <span className="muted"> · {t(`commands.scope.${command.scope}`)}</span>
        )}
      </dt>
      <dd>
        {command.keys.map((key) => (
          <Kbd key={key} shortcut={key} />
        ))}
      </dd>
    </div>
  );
}
