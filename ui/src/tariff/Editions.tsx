import { useTranslation } from "react-i18next";

import type { TariffEdition } from "../contract/contract";
import { useFormats } from "../design";

/** Which nomenclatures count today, since when, and in which languages. */
export function Editions({ editions }: { editions: readonly TariffEdition[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <ul className="tariff-editions">
      {editions
        .filter((edition) => edition.in_force)
        .map((edition) => (
          <li key={`${edition.system} ${edition.from}`} data-testid={`edition-${edition.system}`}>
            <strong>{t(`tariff.system.${edition.system}`)}</strong>{" "}
            <span className="muted">
              {t("tariff.edition", {
                from: edition.from,
                lines: count(edition.lines),
                languages: edition.files.map((file) => file.language.toUpperCase()).join(" "),
              })}
            </span>
          </li>
        ))}
    </ul>
  );
}
