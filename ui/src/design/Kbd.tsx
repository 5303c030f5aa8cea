import { useTranslation } from "react-i18next";

import { keyLabel } from "../commands/keys";

/** A key, drawn as a key. Screen readers get keys from the sheet, not from every button. */
export function Kbd({ shortcut }: { shortcut: string }) {
  const { t } = useTranslation();
  return (
    <kbd className="kbd" aria-hidden="true">
      {keyLabel(shortcut, t)}
    </kbd>
  );
}
