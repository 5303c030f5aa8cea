import { useTranslation } from "react-i18next";

import { useToasts } from "../design";
import { about, chooseLanguage, LANGUAGES, type Language } from "../i18n";
import { Choice } from "./Choice";

/** The language of the screen, each by its own name. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const { fail } = useToasts();
  return (
    <Choice
      label={t("settings.language.label")}
      value={i18n.language}
      options={LANGUAGES.map((key) => ({ key, text: about(key).name, lang: about(key).tag }))}
      onChange={(chosen) => void chooseLanguage(chosen as Language).catch(fail)}
    />
  );
}
