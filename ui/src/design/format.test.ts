import { describe, expect, it } from "vitest";

import { formatsOf } from "./format";

const en = formatsOf("en");
const fr = formatsOf("fr");
/** Thin and unbreakable spaces, made visible as plain ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("amounts", () => {
  it.each([
    ["euro", "6", "EUR", "€6.00", "6,00 €"],
    ["thousands", "48210.5", "EUR", "€48 210.50", "48 210,50 €"],
    ["another currency", "124", "USD", "124.00 USD", "124,00 USD"],
    [
      "more digits than a float holds",
      "9007199254740993.01",
      "EUR",
      "€9 007 199 254 740 993.01",
      "9 007 199 254 740 993,01 €",
    ],
    ["what is no number, as it was written", "n/a", "USD", "n/a USD", "n/a USD"],
  ])("%s", (_, value, currency, english, french) => {
    expect(plain(en.money(value, currency))).toBe(english);
    expect(plain(fr.money(value, currency))).toBe(french);
  });
});

it.each([
  ["0.620", "0.62 kg", "0,62 kg"],
  ["1250", "1 250 kg", "1 250 kg"],
])("masses: %s", (kilograms, english, french) => {
  expect(plain(en.mass(kilograms))).toBe(english);
  expect(plain(fr.mass(kilograms))).toBe(french);
});

it("counts with a space between thousands in every language", () => {
  expect(plain(en.count(48_210))).toBe("48 210");
  expect(plain(fr.count(48_210))).toBe("48 210");
});

it("tells the day only where it is another one", () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  expect(en.moment(new Date(2026, 10, 21, 9, 14).toISOString(), now)).toBe("09:14");
  expect(en.moment(new Date(2026, 10, 20, 9, 14).toISOString(), now)).toBe("20 Nov, 09:14");
  expect(en.moment(new Date(2025, 10, 20, 9, 14).toISOString(), now)).toBe("20 Nov 2025, 09:14");
});

describe.each([
  ["en", "€48 210.50", "1 250.5 kg", "20 Nov, 09:14", "20 Nov 2025, 09:14", "a, b, c"],
  ["fr", "48 210,50 €", "1 250,5 kg", "20 nov., 09:14", "20 nov. 2025, 09:14", "a, b, c"],
  ["nl", "€ 48 210,50", "1 250,5 kg", "20 nov, 09:14", "20 nov 2025, 09:14", "a, b, c"],
  ["de", "48 210,50 €", "1 250,5 kg", "20. Nov., 09:14", "20. Nov. 2025, 09:14", "a, b und c"],
  ["zh", "€48 210.50", "1 250.5 kg", "11月20日 09:14", "2025年11月20日 09:14", "a、b、c"],
])("in %s", (language, money, mass, day, dayOfYear, list) => {
  const { money: inMoney, mass: inMass, list: inList, moment } = formatsOf(language);
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  const at = (year: number) => plain(moment(new Date(year, 10, 20, 9, 14).toISOString(), now));

  it("amounts and masses are written as people there do", () => {
    expect(plain(inMoney("48210.5", "EUR"))).toBe(money);
    expect(plain(inMass("1250.5"))).toBe(mass);
  });

  it("words are listed as people there do", () => {
    expect(inList(["a", "b", "c"])).toBe(list);
  });

  it("days are written as people there do", () => {
    expect([at(2026), at(2025)]).toEqual([day, dayOfYear]);
  });
});
