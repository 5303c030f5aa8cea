import { useTranslation } from "react-i18next";

import { CommandButton } from "../commands";
import { SearchField } from "../queue/SearchField";
import { StatusPill } from "../syncing/StatusPill";
import { useAbout } from "./about";
import { go } from "./route";

/** Brand, search, commands, and how the desk stands. */
export function Header() {
  const { t } = useTranslation();
  const broker = useAbout().data?.broker;
  return (
    <header className="header">
      <span className="brand">
        <i aria-hidden="true" />
        {t("app.name")}
      </span>
      <SearchField />
      <CommandButton command="palette" />
      <div className="header-who">
        <StatusPill />
        {broker && (
          <button className="header-office" onClick={() => go("settings")} title={broker.name}>
            {broker.office} {broker.office_name}
          </button>
        )}
      </div>
    </header>
  );
}
