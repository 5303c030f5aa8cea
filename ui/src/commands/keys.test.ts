import i18next from "i18next";
import { describe, expect, it } from "vitest";

import { startMessages } from "../i18n";
import { commandFor, keyLabel, keysAreTaken, pressed } from "./keys";

const press = (key: string, held: Partial<KeyboardEventInit> = {}) =>
  new KeyboardEvent("keydown", { key, ...held });

describe("what a key press is called", () => {
  it.each([
    ["a letter", press("a"), "a"],
    ["a letter with Shift", press("A", { shiftKey: true }), "Shift+A"],
    ["a letter with Caps Lock", press("A"), "a"],
    ["a letter with Ctrl", press("k", { ctrlKey: true }), "Mod+k"],
    ["a sign that needs Shift", press("?", { shiftKey: true }), "?"],
    ["a named key with Shift", press("ArrowDown", { shiftKey: true }), "Shift+ArrowDown"],
  ])("%s", (_, event, name) => {
    expect(pressed(event)).toBe(name);
  });
});

describe("which command it means", () => {
  it.each([
    ["r in the queue refuses", press("r"), "queue", "refuse"],
    ["z works everywhere", press("z"), "inspection", "undo"],
    ["a means nothing among documents", press("a"), "documents", undefined],
    ["Alt belongs to the window", press("a", { altKey: true }), "queue", undefined],
  ] as const)("%s", (_, event, scope, command) => {
    expect(commandFor(event, scope)?.id).toBe(command);
  });
});

describe("whose keys they are", () => {
  it.each([
    ["a text field", "<input>", "a", true],
    ["a text field, with Ctrl", "<input>", "Mod+k", false],
    ["a text field, taking typing back", "<input>", "Mod+z", true],
    ["a button, with Ctrl Z", "<button></button>", "Mod+z", false],
    ["a check box", "<input type=checkbox>", "a", false],
    ["a button", "<button></button>", "a", false],
    ["a tab, moving", "<div role=tablist><b></b></div>", "ArrowDown", true],
    ["a tab, a letter", "<div role=tablist><b></b></div>", "a", false],
    ["a dialog, with Ctrl", "<div role=dialog><b></b></div>", "Mod+k", true],
  ])("%s", (_, html, key, taken) => {
    document.body.innerHTML = html;
    const target = document.body.querySelector("b, input, button");
    expect(keysAreTaken(target, key)).toBe(taken);
  });
});

it.each([
  ["Mod+k", "Ctrl K"],
  ["Shift+A", "Shift A"],
  ["ArrowDown", "↓"],
  ["?", "?"],
])("prints %s as %s", (key, label) => {
  expect(keyLabel(key, i18next.t)).toBe(label);
});

it.each([
  ["fr", "Ctrl K", "Maj A", "Suppr"],
  ["de", "Strg K", "Umsch A", "Entf"],
] as const)("keys are called as they are printed on keyboards: %s", async (language, ...labels) => {
  await startMessages(language);
  expect(["Mod+k", "Shift+A", "Delete"].map((key) => keyLabel(key, i18next.t))).toEqual(labels);
});
