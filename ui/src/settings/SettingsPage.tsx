import { useTranslation } from "react-i18next";

import { useAbout } from "../app/about";
import { chooseTheme, THEMES, useTheme, type Theme } from "../app/theme";
import { useToasts } from "../design";
import { BrokerForm } from "./BrokerForm";
import { Choice } from "./Choice";
import { LanguageChoice } from "./LanguageChoice";
import "./settings.css";

/** Theme, language, and who works here. */
export function SettingsPage() {
  const { t } = useTranslation();
  const theme = useTheme();
  const { show } = useToasts();
  const broker = useAbout().data?.broker ?? null;
  return (
    <div className="page settings" data-testid="settings">
      <h1>{t("settings.title")}</h1>
      <h2>{t("settings.appearance")}</h2>
      <Choice
        label={t("settings.theme.label")}
        value={theme}
        options={THEMES.map((key) => ({ key, text: t(`settings.theme.${key}`) }))}
        onChange={(chosen) => chooseTheme(chosen as Theme)}
      />
      <LanguageChoice />
      <h2>{t("settings.broker.heading")}</h2>
      <BrokerForm
        key={broker?.name}
        broker={broker}
        submit={t("settings.broker.save")}
        onSaved={() => show({ text: t("settings.broker.saved") })}
      />
    </div>
  );
}
