import { describe, expect, it } from "vitest";

import { LANGUAGES } from ".";
import { failureWords } from "./failures";
import french from "./fr/failures.json";

const rust = import.meta.glob<string>(
  [
    "../../../src-tauri/crates/{desk,store,sync,link,exchange,documents}/src/**/*.rs",
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

  it("has a text in every language but the desk's own", () => {
    expect(LANGUAGES.filter((language) => language !== "en")).toEqual(["fr"]);
    expect([...codes].filter((code) => !(code in french)).sort()).toEqual([]);
  });

  it("has no text that nobody asks for", () => {
    expect(Object.keys(french).filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each(Object.entries(french))("says in whole sentences what %s is", (_, { text, hint }) => {
    expect(text).toMatch(/^\P{Ll}.*\.$/u);
    expect(hint).toMatch(/^$|^[^a-z].*\.$/);
  });

  it("is told by its code, with what was said where that tells more", () => {
    const moved = { code: "revision_moved", message: "LGG-1 has changed.", hint: "Look." };
    expect(failureWords(moved, "en")).toEqual({
      text: moved.message,
      hint: moved.hint,
      detail: null,
    });
    expect(failureWords(moved, "fr")).toEqual({
      text: "La déclaration a changé depuis que vous l’avez ouverte.",
      hint: "Regardez la nouvelle version et décidez à nouveau.",
      detail: "LGG-1 has changed.",
    });
    const full = { code: "disk_full", message: "The disk is full.", hint: "" };
    expect(failureWords(full, "fr").detail).toBeNull();
  });

  it("is told as it came where its code is not known yet", () => {
    const later = { code: "of_a_later_hub", message: "No.", hint: "Ask." };
    expect(failureWords(later, "fr")).toEqual({ text: "No.", hint: "Ask.", detail: null });
  });
});
