import { useTranslation } from "react-i18next";

import type { ValueLimit, ValueOn } from "../contract/contract";
import { Money, useFormats } from "../design";
import { Rate } from "../review/Rate";

/** How far the value is from the limit of low-value consignments, on the declaration's day and today. */
export function Limit({ limit: { limit, declared, today } }: { limit: ValueLimit }) {
  const { t } = useTranslation();
  return (
    <div data-testid="value-limit">
      <h3>
        {t("whatif.limit.title")} <Money value={limit} />
      </h3>
      <ValueLine on={declared} />
      {today && <ValueLine on={today} />}
    </div>
  );
}

function ValueLine({ on: { day, value, left, rates } }: { on: ValueOn }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return (
    <p>
      {t("whatif.limit.on", { day: date(day) })}{" "}
      {value === null || left === null ? (
        t("whatif.limit.unknown")
      ) : (
        <>
          <Money value={value} />,{" "}
          <strong>
            {left.startsWith("-") ? t("whatif.limit.above") : t("whatif.limit.below")}{" "}
            <Money value={left.replace("-", "")} />
          </strong>
        </>
      )}
      {rates.map((rate) => (
        <span key={rate.currency} className="muted">
          {" · "}
          <Rate rate={rate} />
        </span>
      ))}
    </p>
  );
}
