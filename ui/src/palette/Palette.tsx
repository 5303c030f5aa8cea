import { useState } from "react";
import { Autocomplete, Input, Menu, MenuItem, TextField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { CATALOGUE, useCommand, useCommands, type Command, type CommandId } from "../commands";
import { Dialog, Kbd } from "../design";
import "./palette.css";

/** All that can be done now, by name. */
export function Palette() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { can, run } = useCommands();
  const { contains } = useFilter({ sensitivity: "base" });
  useCommand("palette", () => setOpen(true));
  if (!isOpen) return null;

  const choose = (id: CommandId) => {
    setOpen(false);
    // The dialog gives the focus back first: what the command opens may then take it.
    setTimeout(() => run(id));
  };
  const offered = CATALOGUE.filter(
    (command) => !command.keyOnly && command.id !== "palette" && can(command.id),
  );
  return (
    <Dialog title={t("commands.palette")} onClose={() => setOpen(false)} size="medium">
      <div data-testid="palette">
        <Autocomplete filter={contains}>
          <TextField aria-label={t("commands.find")} className="palette-field" autoFocus>
            <Input
              className="field-input"
              placeholder={t("commands.find")}
              data-testid="palette-input"
            />
          </TextField>
          <Menu
            aria-label={t("commands.palette")}
            className="palette-list"
            items={offered}
            onAction={(id) => choose(id as CommandId)}
            renderEmptyState={() => <p className="palette-none">{t("commands.none")}</p>}
          >
            {(command) => (
              <MenuItem
                id={command.id}
                textValue={t(command.label)}
                className="palette-item"
                data-testid={`palette-${command.id}`}
              >
                <span>{t(command.label)}</span>
                <span className="palette-group">{t(`commands.group.${command.group}`)}</span>
                <KeyOf command={command} />
              </MenuItem>
            )}
          </Menu>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

function KeyOf({ command }: { command: Command }) {
  const key = command.keys?.[0];
  return <span className="palette-key">{key && <Kbd shortcut={key} />}</span>;
}
