import { useTranslation } from "react-i18next";

import { BrokerForm } from "./BrokerForm";
import { LanguageChoice } from "./LanguageChoice";
import "./settings.css";

/** The first run: who works here. No password: the desk's own files are what the system protects. */
export function SignIn() {
  const { t } = useTranslation();
  return (
    <main className="welcome" data-testid="sign-in">
      <div className="welcome-card">
        <span className="brand">
          <i aria-hidden="true" />
          {t("app.name")}
        </span>
        <h1>{t("settings.welcome.title")}</h1>
        <p className="muted">{t("settings.welcome.text")}</p>
        <BrokerForm broker={null} submit={t("settings.welcome.start")} />
        <LanguageChoice />
      </div>
    </main>
  );
}
