import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { TariffLine, TariffView } from "../contract/contract";
import { ErrorState, Skeleton } from "../design";
import { Line } from "./Line";
import { placeOf, spaced } from "./place";

interface Props {
  code: string;
  suffix: number | null;
  language: string | null;
  onOpen: (place: string) => void;
}

/** What a code means today: its way down, what is said of it, and the lines below it. */
export function Detail({ code, suffix, language, onOpen }: Props) {
  const { t } = useTranslation();
  const request = { code, suffix, language: language === "" ? null : language, on: null };
  const shown = useDesk("tariff_show", request);
  return (
    <section className="tariff-detail" aria-label={t("tariff.detail")} data-testid="tariff-detail">
      {shown.isPending && <Skeleton />}
      {shown.isError && <ErrorState error={shown.error} />}
      {shown.data?.line && <Shown view={shown.data} line={shown.data.line} onOpen={onOpen} />}
    </section>
  );
}

interface ShownProps {
  view: TariffView;
  line: TariffLine;
  onOpen: (place: string) => void;
}

function Shown({ view, line, onOpen }: ShownProps) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  return (
    <>
      {!view.exact && <p role="status">{t("tariff.nearest")}</p>}
      <ol className="tariff-way">
        {line.path.map((step) => (
          <li key={placeOf(step)}>
            <button className="button button-link" onClick={() => onOpen(placeOf(step))}>
              <span className="mono">{spaced(step.code)}</span> {step.text}
            </button>
          </li>
        ))}
      </ol>
      <h2 className="selectable">
        <span className="mono" data-testid="tariff-code">
          {spaced(line.code)}
        </span>{" "}
        {line.text}
      </h2>
      <Facts view={view} line={line} />
      {view.texts.length > 1 && (
        <dl className="tariff-texts">
          {view.texts.map(({ language, text }) => (
            <div key={language}>
              <dt className="muted">{names.of(language)}</dt>
              <dd lang={language} className="selectable">
                {text}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {view.below.length > 0 && (
        <ul className="tariff-below" aria-label={t("tariff.below")}>
          {view.below.map((child) => (
            <li key={placeOf(child)}>
              <button className="tariff-result" onClick={() => onOpen(placeOf(child))}>
                <Line line={child} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Facts({ view, line }: { view: TariffView; line: TariffLine }) {
  const { t } = useTranslation();
  const kind = line.suffix !== 80 ? "heading" : line.declarable ? "declarable" : "notDeclarable";
  const facts = [
    t(`tariff.kind.${kind}`, { suffix: line.suffix }),
    line.unit && t("tariff.unit", { unit: line.unit }),
    line.valid_from && t("tariff.from", { day: line.valid_from }),
    line.valid_until && t("tariff.until", { day: line.valid_until }),
    !view.in_force && t("tariff.notInForce"),
    !line.current && t("tariff.former"),
    t("tariff.source", { system: t(`tariff.system.${view.system}`), from: view.edition }),
  ].filter((fact) => typeof fact === "string");
  return (
    <ul className="tariff-facts" data-testid="tariff-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
