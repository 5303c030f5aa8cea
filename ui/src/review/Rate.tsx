import { useTranslation } from "react-i18next";

import type { RateUsed } from "../contract/contract";
import { useFormats } from "../design";

const SOURCES = ["ecb", "eu_customs", "hmrc"] as const;

/** An exchange rate with the list that it comes from: 1.0912 USD for 1 EUR (ECB of 18 November 2026). */
export function Rate({ rate: { currency, base, units, list, unverified } }: { rate: RateUsed }) {
  const { t } = useTranslation();
  const { date, decimal } = useFormats();
  const known = SOURCES.find((name) => name === list?.source);
  const source = known ? t(`review.rate.source.${known}`) : (list?.source ?? "");
  const from = list
    ? t("review.rate.of", { source, day: date(list.published) })
    : t("review.rate.packs");
  return (
    <span title={list?.hash}>
      {t("review.rate.one", { units: decimal(units), currency, base })} ({from}
      {unverified && `, ${t("review.rate.unverified")}`})
    </span>
  );
}
