import { useState } from "react";
import { Menu, MenuItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useCommand } from "../commands";
import { Dialog, useToasts } from "../design";
import { about, chooseLanguage, LANGUAGES, type Language } from "../i18n";
import "./settings.css";

/** Another language for the screen, without leaving the page. */
export function LanguageDialog() {
  const { t, i18n } = useTranslation();
  const { fail } = useToasts();
  const [isOpen, setOpen] = useState(false);
  useCommand("language", () => setOpen(true));
  if (!isOpen) return null;

  const choose = (language: Language) => {
    setOpen(false);
    void chooseLanguage(language).catch(fail);
  };
  return (
    <Dialog title={t("settings.language.label")} onClose={() => setOpen(false)}>
      <Menu
        aria-label={t("settings.language.label")}
        className="languages"
        autoFocus
        selectionMode="single"
        selectedKeys={[i18n.language]}
        onAction={(key) => choose(key as Language)}
      >
        {LANGUAGES.map((language) => (
          <MenuItem
            key={language}
            id={language}
            textValue={about(language).name}
            className="language"
            data-testid={`language-${language}`}
          >
            <span lang={about(language).tag}>{about(language).name}</span>
          </MenuItem>
        ))}
      </Menu>
    </Dialog>
  );
}
