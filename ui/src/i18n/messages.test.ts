import { describe, expect, it } from "vitest";

import { en } from "./en";
import { fr } from "./fr";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], {
  eager: true,
  query: "?raw",
  import: "default",
});

type Messages = { [key: string]: string | Messages };

function flat(messages: Messages, above = ""): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${above}${key}`, value]] : flat(value, `${above}${key}.`),
  );
}

const english = flat(en);
const french = flat(fr);
/** French counts millions by a form of its own. */
const singular = (key: string) => key.replace(/_(one|many|other)$/, "");
const keysOf = (messages: [string, string][]) => new Set(messages.map(([key]) => singular(key)));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe("the messages", () => {
  it("are the same in both languages", () => {
    expect([...keysOf(french)].sort()).toEqual([...keysOf(english)].sort());
  });

  it("have the same holes in both languages", () => {
    const texts = new Map(french);
    const different = english.filter(([key, text]) => {
      const other = texts.get(key);
      return other !== undefined && holes(other).join() !== holes(text).join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("have every plural form that the language needs", () => {
    const lacking = (messages: [string, string][], forms: string[]) => {
      const keys = new Set(messages.map(([key]) => key));
      return messages
        .filter(([key]) => key.endsWith("_other"))
        .flatMap(([key]) => forms.map((form) => `${singular(key)}_${form}`))
        .filter((key) => !keys.has(key));
    };
    expect(lacking(english, ["one", "other"])).toEqual([]);
    expect(lacking(french, ["one", "other"])).toEqual([]);
  });

  it("leave nothing untranslated that is more than a word", () => {
    const texts = new Map(english);
    const same = french.filter(
      ([key, text]) => text.split(" ").length > 3 && texts.get(key) === text,
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

describe("the source", () => {
  const text = Object.values(sources).join("\n");
  const roots = Object.keys(en).join("|");
  const literal = new RegExp(`["'\`]((?:${roots})\\.[\\w.-]+)["'\`]`, "g");
  const template = new RegExp(`\`((?:${roots})\\.[^\`]*?)\``, "g");
  const named = new Set([...text.matchAll(literal)].map(([, key]) => key ?? ""));
  const patterns = [...text.matchAll(template)]
    .filter(([, key]) => key?.includes("${"))
    .map(([, key]) => pattern(key ?? ""));

  it("names no message that is not there", () => {
    const keys = keysOf(english);
    const groups = [...keys].flatMap((key) =>
      key.split(".").map((_, at, all) => all.slice(0, at).join(".")),
    );
    const known = new Set([...keys, ...groups]);
    expect([...named].filter((key) => !known.has(singular(key)))).toEqual([]);
  });

  it("uses every message", () => {
    const unused = [...keysOf(english)].filter(
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
