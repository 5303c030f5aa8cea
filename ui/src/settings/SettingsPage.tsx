import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useAbout } from "../app/about";
import { chooseTheme, THEMES, useTheme, type Theme } from "../app/theme";
import { useToasts } from "../design";
import { chooseLanguage, LANGUAGES, type Language } from "../i18n";
import { BrokerForm } from "./BrokerForm";
import "./settings.css";

/** Theme, language, and who works here. */
export function SettingsPage() {
  const { t, i18n } = useTranslation();
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
        options={THEMES.map((key) => [key, t(`settings.theme.${key}`)])}
        onChange={(chosen) => chooseTheme(chosen as Theme)}
      />
      <Choice
        label={t("settings.language.label")}
        value={i18n.language}
        options={LANGUAGES.map((key) => [key, t(`settings.language.${key}`)])}
        onChange={(chosen) => void chooseLanguage(chosen as Language)}
      />
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

interface ChoiceProps {
  label: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <RadioGroup className="choice" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <div className="choice-options">
        {options.map(([key, text]) => (
          <Radio key={key} value={key} className="choice-option" data-testid={`choose-${key}`}>
            {text}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
