import { describe, expect, it } from "vitest";

import { LANGUAGES } from ".";
import { failureWords, type FailureTexts } from "./failures";
import french from "./fr/failures.json";

const files = import.meta.glob<FailureTexts>("./*/failures.json", {
  eager: true,
  import: "default",
});

const rust = import.meta.glob<string>(
  [
    "../../../src-tauri/crates/{desk,store,sync,link,exchange,documents}/src/**/*.rs",
    "../../../src-tauri/crates/customs/src/pack.rs",
    "../../../src-tauri/crates/customs/src/pack/{release,shelf}.rs",
    "../../../src-tauri/crates/office/src/{error,push/**/*}.rs",
    "../../../src-tauri/crates/hub/src/{http,state,http/answer,http/caller,http/files,http/limits}.rs",
    "../../../src-tauri/src/*.rs",
  ],
  { eager: true, query: "?raw", import: "default" },
);

/** Every way in which our Rust gives a failure its code. */
const WAYS = [
  /\bcode(?::| =) "([a-z_]+)"/g,
  /\b(?:said|refused)\(\s*"([a-z_]+)"/g,
  /\bpass\([^"]*?"([a-z_]+)"/g,
  /StatusCode::\w+,\s*"([a-z_]+)"/g,
  // The macro of the readers' refusals.
  /^ {4}\w+ = "([a-z_]+)", "/gm,
];
const BODIES = /fn code\(&?self\) -> &(?:'static )?str \{(.*?)\n {4}\}/gs;

function codesIn(source: string): string[] {
  const [text = ""] = source.split("#[cfg(test)]\nmod tests {");
  const named = WAYS.flatMap((way) => [...text.matchAll(way)].map(([, code]) => code ?? ""));
  const told = [...text.matchAll(BODIES)].flatMap(([, body]) =>
    [...(body ?? "").matchAll(/"([a-z_]{2,})"/g)].map(([, code]) => code ?? ""),
  );
  // Languages have codes too.
  return [...named, ...told].filter((code) => !LANGUAGES.some((language) => language === code));
}

/** Those that the page itself gives. */
const OF_THE_PAGE = ["unreachable"];
const codes = new Set([...Object.values(rust).flatMap(codesIn), ...OF_THE_PAGE]);

describe("a failure", () => {
  it("is found wherever desk, hub and line give one", () => {
    expect([...codes]).toEqual(
      expect.arrayContaining([
        "not_signed_in",
        "disk_full",
        "hub_unreachable",
        "key_in_file",
        "device_revoked",
        "blocked",
        "too_slow",
        "protocol_too_old",
        "hub_overloaded",
        "broken_xml",
        "command_crashed",
      ]),
    );
    expect(codes.size).toBeGreaterThan(120);
  });

  it("is told in every language but the desk's own", () => {
    const told = LANGUAGES.filter((language) => `./${language}/failures.json` in files);
    expect(told).toEqual(LANGUAGES.filter((language) => language !== "en"));
  });

  it("is told by its code, with what was said where that tells more", () => {
    const moved = { code: "revision_moved", message: "LGG-1 has changed.", hint: "Look." };
    expect(failureWords(moved, {})).toEqual({
      text: moved.message,
      hint: moved.hint,
      detail: null,
    });
    expect(failureWords(moved, french)).toEqual({
      text: "La déclaration a changé depuis que vous l’avez ouverte.",
      hint: "Regardez la nouvelle version et décidez à nouveau.",
      detail: "LGG-1 has changed.",
    });
    const full = { code: "disk_full", message: "The disk is full.", hint: "" };
    expect(failureWords(full, french).detail).toBeNull();
  });

  it("is told as it came where its code is not known yet", () => {
    const later = { code: "of_a_later_hub", message: "No.", hint: "Ask." };
    expect(failureWords(later, french)).toEqual({ text: "No.", hint: "Ask.", detail: null });
  });
});

describe.each(Object.entries(files))("the failures in %s", (_, texts) => {
  it("have a text for every code", () => {
    expect([...codes].filter((code) => !(code in texts)).sort()).toEqual([]);
  });

  it("have no text that nobody asks for", () => {
    expect(Object.keys(texts).filter((code) => !codes.has(code))).toEqual([]);
  });

  it("stand in the order of their codes", () => {
    expect(Object.keys(texts)).toEqual(Object.keys(texts).sort());
  });

  it("tell more of the same failures as the French ones", () => {
    const telling = (all: FailureTexts) => Object.keys(all).filter((code) => all[code]?.detail);
    expect(telling(texts)).toEqual(telling(french));
  });

  it.each(Object.entries(texts))("say in whole sentences what %s is", (code, { text, hint }) => {
    expect(text, code).toMatch(/^\P{Ll}.*[.。]$/u);
    expect(hint, code).toMatch(/^$|^[^a-z].*[.。]$/);
  });
});
