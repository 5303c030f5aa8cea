import type { RateList, RatesImported } from "../contract/contract";
import type { Answers } from "../testing/fake";

const DAY = "2026-11-22";

const LIST: RateList = {
  source: "ecb",
  base: "EUR",
  name: "eurofxref-hist-90d.xml",
  hash: "c".repeat(64),
  imported_at: `${DAY}T08:00:00Z`,
  from: "2026-08-24",
  until: "2026-11-21",
  tables: 64,
  replaced: 1,
};

const NOTHING: RatesImported = {
  path: "rates.csv",
  source: null,
  base: null,
  from: null,
  until: null,
  new: 0,
  replaced: 0,
  known: 0,
  refused: [],
};

/** A desk without lists until something is imported; a file called rates.csv has a bad line. */
export function fakeRates(): Answers {
  let lists: RateList[] = [];
  return {
    rates: () => ({
      on: DAY,
      rates: [
        {
          currency: "USD",
          base: "EUR",
          units: "1.0912",
          from: "2026-11-01",
          list: lists.length
            ? { source: "ecb", published: "2026-10-21", hash: "c".repeat(64) }
            : null,
          unverified: lists.length === 0,
        },
      ],
      lists,
    }),
    import_rates: ({ staged }) => {
      if (staged[0]?.includes("csv")) {
        const hint = "Nothing of the file came in. Fetch it again, or mend the line.";
        const place = { record: 1, line: 2, reference: null };
        const bad = { ...place, code: "bad_rate", reason: "USD: “x” is no rate above zero.", hint };
        return { files: [{ ...NOTHING, refused: [bad] }], refused: 1 };
      }
      lists = [LIST];
      return { files: [{ ...NOTHING, path: LIST.name, source: "ecb", new: 64 }], refused: 0 };
    },
  };
}
