import { useTranslation } from "react-i18next";

interface Props {
  languages: readonly string[];
  language: string | null;
  onChoose: (language: string | null) => void;
}

/** In which language texts are shown and searched. */
export function LanguageChoice({ languages, language, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  return (
    <label className="field tariff-language">
      <span className="field-label">{t("tariff.language")}</span>
      <select
        className="field-input"
        value={language ?? ""}
        onChange={(event) => onChoose(event.target.value)}
        data-testid="tariff-language"
      >
        <option value="">{t("tariff.anyLanguage")}</option>
        {languages.map((one) => (
          <option key={one} value={one}>
            {names.of(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
