import { describe, expect, it } from "vitest";

import nativeMenu from "../../../src-tauri/src/menu.rs?raw";
import { CATALOGUE, type Scope } from "./catalogue";

const twice = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe("the catalogue of commands", () => {
  it("names each command once", () => {
    expect(twice(CATALOGUE.map(({ id }) => id))).toEqual([]);
  });

  it("gives each key of the native menu to one command", () => {
    expect(twice(CATALOGUE.flatMap(({ menu }) => menu ?? []))).toEqual([]);
  });

  it("and the native menu know the same commands by the same words", () => {
    const entries = /\("([a-z_]+)", "([a-zA-Z]+)", (?:None|Some\("[^"]+"\))\)/g;
    const items = [...nativeMenu.matchAll(entries)].map(([, key, label]) => [key, label]);
    const wanted = CATALOGUE.flatMap(({ menu, label }) =>
      menu ? [[menu, label.replace("commands.", "")]] : [],
    );
    expect(items.sort()).toEqual(wanted.sort());
  });

  it("has every page in the native menu", () => {
    const pages = CATALOGUE.filter(({ id }) => id.startsWith("show"));
    expect(pages.length).toBeGreaterThan(8);
    expect(pages.filter(({ menu }) => !menu)).toEqual([]);
  });

  it.each<Scope>(["desk", "queue", "inspection", "documents"])(
    "gives each key to one command in the scope %s",
    (scope) => {
      const inScope = CATALOGUE.filter((command) => command.scope === scope);
      expect(twice(inScope.flatMap(({ keys }) => keys ?? []))).toEqual([]);
    },
  );

  it("leaves the keys that work everywhere alone in every scope", () => {
    const everywhere = CATALOGUE.filter(({ scope }) => scope === "desk").flatMap(
      ({ keys }) => keys ?? [],
    );
    const elsewhere = CATALOGUE.filter(({ scope }) => scope !== "desk").flatMap(
      ({ keys }) => keys ?? [],
    );
    expect(elsewhere.filter((key) => everywhere.includes(key))).toEqual([]);
  });

  it.each([
    ["approve", "a"],
    ["hold", "h"],
    ["inspect", "i"],
    ["refuse", "r"],
    ["amend", "e"],
    ["print", "p"],
    ["claim", "c"],
    ["select", "x"],
    ["approveSelected", "Shift+A"],
    ["undo", "z"],
    ["search", "/"],
    ["filter", "f"],
    ["goToField", "g"],
    ["palette", "Mod+k"],
    ["keys", "?"],
    ["next", "j"],
    ["previous", "k"],
  ])("has %s on the key %s", (id, key) => {
    expect(CATALOGUE.find((command) => command.id === id)?.keys?.[0]).toBe(key);
  });
});
