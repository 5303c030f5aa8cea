import { useTranslation } from "react-i18next";

import type { ChargeLineView, ChargesView } from "../contract/contract";
import { Money, useFormats } from "../design";
import { Rate } from "./Rate";
import "./tables.css";

interface Props {
  charges: ChargesView;
  /** Names the rules behind it and what is not payable. */
  whole?: boolean;
  /** How many lines, where not all. */
  shown?: number;
}

/** What is to be paid. */
export function Charges({ charges, whole = false, shown }: Props) {
  const { t } = useTranslation();
  const { lines, payable, currency, gaps, by_authority, customs_value, rates } = charges;
  return (
    <>
      {whole && (
        <p className="charges-from muted">
          {t(by_authority ? "review.charges.byAuthority" : "review.charges.byDesk")}
          {customs_value !== null && (
            <>
              {" · "}
              {t("review.charges.customsValue")} <Money value={customs_value} />
            </>
          )}
          {rates.map((rate) => (
            <span key={rate.base + rate.currency} data-testid="rate-used">
              {" · "}
              <Rate rate={rate} />
            </span>
          ))}
        </p>
      )}
      {gaps.length > 0 && (
        <ul className="gaps" data-testid="gaps">
          {gaps.map((gap) => (
            <li key={gap}>
              <span aria-hidden="true">!</span> {gap}
            </li>
          ))}
        </ul>
      )}
      <table className={whole ? "lines charges-whole" : "lines"}>
        <thead>
          <tr>
            <th>{t("review.charges.tax")}</th>
            <th className="num charges-base">{t("review.charges.base")}</th>
            <th className="num charges-rate">{t("review.charges.rate")}</th>
            <th className="num charges-amount">{t("review.charges.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shown).map((line, at) => (
            <ChargeRow key={at} line={line} currency={currency} whole={whole} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t("review.charges.toPay")}
            </th>
            <td className="num" data-testid="to-pay">
              <Money value={payable} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}

interface RowProps {
  line: ChargeLineView;
  currency: string;
  whole: boolean;
}

function ChargeRow({ line, currency, whole }: RowProps) {
  const { t } = useTranslation();
  const { decimal, money } = useFormats();
  const { item, tax_type, label, base, rate, per_unit, amount, payable, note, rule } = line;
  const method = line.method_of_payment;
  const name = [
    `${tax_type} ${label}`,
    item !== null && t("review.findings.item", { number: item }),
    note,
    whole && method && `${method.code} ${method.label}`,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <tr>
      <td className={whole ? undefined : "clip"} title={name}>
        {name}
        {whole && <span className="items-more muted mono">{rule}</span>}
      </td>
      <td className="num">{decimal(base)}</td>
      <td className="num">{per_unit ? money(rate, currency) : `${decimal(rate)}\u00a0%`}</td>
      <td className="num">
        {decimal(payable, 2)}
        {whole && payable !== amount && (
          <s className="charges-instead" title={t("review.charges.notPayable")}>
            {decimal(amount, 2)}
          </s>
        )}
      </td>
    </tr>
  );
}
