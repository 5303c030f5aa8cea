import { describe, expect, it } from "vitest";

import { LANGUAGES } from ".";
import { en } from "./en";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], {
  eager: true,
  query: "?raw",
  import: "default",
});

// Failures have other rules, and their own test.
const files = import.meta.glob<Messages>(["./*/*.json", "!./*/failures.json"], {
  eager: true,
  import: "default",
});

type Messages = { [key: string]: string | Messages };

function flat(messages: Messages, above = ""): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${above}${key}`, value]] : flat(value, `${above}${key}.`),
  );
}

/** All messages of a language by their keys, the native menu's among them. */
function messagesOf(language: string): Map<string, string> {
  const own = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`));
  return new Map(own.flatMap(([path, texts]) => flat(texts, `${fileName(path)}.`)));
}

const fileName = (path: string) => path.split("/").at(-1)?.replace(".json", "") ?? "";
const english = messagesOf("en");
const singular = (key: string) => key.replace(/_(one|two|few|many|other)$/, "");
const keysOf = (messages: Map<string, string>) => new Set([...messages.keys()].map(singular));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** A text's words in Latin letters, without its holes. */
const words = (text: string) => text.replaceAll(/\{\{\w+\}\}/g, " ").match(/\p{L}{2,}/gu) ?? [];

it("has a folder for every language, and no other", () => {
  const folders = new Set(Object.keys(files).map((path) => path.split("/")[1]));
  expect([...folders].sort()).toEqual([...LANGUAGES].sort());
});

describe.each(LANGUAGES)("the messages in %s", (language) => {
  const messages = messagesOf(language);

  it("lack none that English has", () => {
    const keys = keysOf(messages);
    expect([...keysOf(english)].filter((key) => !keys.has(key))).toEqual([]);
  });

  it("have none that English does not have", () => {
    const keys = keysOf(english);
    expect([...keysOf(messages)].filter((key) => !keys.has(key))).toEqual([]);
  });

  it("have the holes of the English ones", () => {
    const different = [...messages].filter(([key, text]) => {
      const original = english.get(key) ?? english.get(`${singular(key)}_other`) ?? "";
      return holes(text).join() !== holes(original).join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("have the plural forms of the language, each and no other", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const counted = [...english.keys()].filter((key) => key.endsWith("_other")).map(singular);
    const needed = counted.flatMap((key) => pluralCategories.map((form) => `${key}_${form}`));
    const there = [...messages.keys()].filter((key) => singular(key) !== key);
    expect(needed.filter((key) => !messages.has(key))).toEqual([]);
    expect(there.filter((key) => !needed.includes(key))).toEqual([]);
  });

  it("are all written", () => {
    expect([...messages].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });
});

it.each(LANGUAGES.filter((language) => language !== "en"))(
  "nothing is left untranslated in %s that is more than a name",
  (language) => {
    const same = [...messagesOf(language)].filter(
      ([key, text]) => words(text).length > 2 && english.get(key) === text,
    );
    expect(same.map(([key]) => key)).toEqual([]);
  },
);

describe("the source", () => {
  const text = Object.values(sources).join("\n");
  const roots = Object.keys(en).join("|");
  const literal = new RegExp(`["'\`]((?:${roots})\\.[\\w.-]+)["'\`]`, "g");
  const template = new RegExp(`\`((?:${roots})\\.[^\`]*?)\``, "g");
  const named = new Set([...text.matchAll(literal)].map(([, key]) => key ?? ""));
  const patterns = [...text.matchAll(template)]
    .filter(([, key]) => key?.includes("${"))
    .map(([, key]) => pattern(key ?? ""));
  const keys = keysOf(new Map(flat(en)));

  it("names no message that is not there", () => {
    const groups = [...keys].flatMap((key) =>
      key.split(".").map((_, at, all) => all.slice(0, at).join(".")),
    );
    const known = new Set([...keys, ...groups]);
    expect([...named].filter((key) => !known.has(singular(key)))).toEqual([]);
  });

  it("uses every message", () => {
    const unused = [...keys].filter(
      (key) => !named.has(key) && !patterns.some((wanted) => wanted.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

/** A template such as `terms.status.${status}` as the keys it may mean. */
function pattern(template: string): RegExp {
  const fixed = template
    .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
    .map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${fixed.join("[\\w-]+")}$`);
}
