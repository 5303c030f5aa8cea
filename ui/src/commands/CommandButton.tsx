import { useTranslation } from "react-i18next";

import { Button, type ButtonLook } from "../design/Button";
import { commandOf, type CommandId } from "./catalogue";
import { useCommands } from "./context";

interface Props {
  command: CommandId;
  look?: ButtonLook;
  /** In place of the command's own words. */
  label?: string;
}

/** A button that does a command and shows its key. */
export function CommandButton({ command, look, label }: Props) {
  const { t } = useTranslation();
  const { can, run } = useCommands();
  const { label: key, keys } = commandOf(command);
  return (
    <Button
      look={look}
      keyHint={keys?.[0]}
      isDisabled={!can(command)}
      onPress={() => run(command)}
      data-testid={`action-${command}`}
    >
      {label ?? t(key)}
    </Button>
  );
}
