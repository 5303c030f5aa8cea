import type { TariffEdition, TariffLine } from "../contract/contract";
import { failure, type Answers } from "../testing/fake";

const ON = "2026-11-22";

function line(code: string, text: string, parts: Partial<TariffLine> = {}): TariffLine {
  return {
    system: "taric",
    code,
    suffix: 80,
    declarable: false,
    has_below: true,
    current: true,
    unit: null,
    valid_from: "1972-01-01",
    valid_until: null,
    text,
    language: "en",
    path: [],
    ...parts,
  };
}

const CHAPTER = line("61", "Knitted clothing");
const HEADING = line("6109", "T-shirts and vests", { path: [CHAPTER] });
const COTTON = line("610910", "Of cotton", { path: [CHAPTER, HEADING], unit: "pce" });
const LEAF = line("6109100010", "T-shirts", {
  path: [CHAPTER, HEADING, COTTON],
  declarable: true,
  has_below: false,
});
const LINES = [CHAPTER, HEADING, COTTON, LEAF];

export const EDITION: TariffEdition = {
  system: "taric",
  from: "2026-01-01",
  in_force: true,
  lines: 25_401,
  declarable: 16_437,
  files: [
    { language: "en", name: "taric 2026 en.csv", imported_at: `${ON}T08:00:00Z`, lines: 25_401 },
    { language: "fr", name: "taric 2026 fr.csv", imported_at: `${ON}T08:00:00Z`, lines: 25_441 },
  ],
};

/** A desk with four lines of the tariff, or with none until something is imported. */
export function fakeTariff(imported = true): Answers {
  let editions = imported ? [EDITION] : [];
  return {
    tariff_editions: () => ({ editions }),
    import_nomenclature: ({ staged }) => {
      editions = [EDITION];
      const path = staged[0] ?? "";
      const file = { path, system: "taric" as const, from: "2026-01-01", languages: ["en"] };
      return { files: [{ ...file, lines: 25_401, refused: [] }], lines: 25_401, refused: 0 };
    },
    tariff_search: ({ text }) => {
      const lines = text.includes("cotton") ? [COTTON] : [];
      return { on: ON, lines, total: lines.length, all_words: true, took_us: 700 };
    },
    tariff_show: ({ code, suffix }) => {
      const at = LINES.findIndex((one) => one.code === code && one.suffix === (suffix ?? 80));
      if (code !== null && at < 0) throw failure("unknown_code", `There is no code ${code}.`);
      const shown = LINES[at] ?? null;
      return {
        on: ON,
        system: "taric",
        edition: "2026-01-01",
        of_its_day: true,
        line: shown,
        exact: true,
        in_force: true,
        texts: shown
          ? [
              { language: "en", text: shown.text },
              { language: "fr", text: "de coton" },
            ]
          : [],
        below: LINES.slice(at + 1, at + 2),
      };
    },
    suggest_codes: () => ({
      suggestions: [
        {
          code: "610910",
          line: COTTON,
          reasons: [{ kind: "same_description", declarations: 12, words: [] }],
        },
      ],
    }),
  };
}
