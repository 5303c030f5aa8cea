import type { DataElement, Finding } from "../contract/contract";

/** Something a note can be tied to. */
export interface Choice extends Record<string, unknown> {
  key: string;
  title: string;
  detail: string;
}

/** As many as a list is read; more typing finds the rest. */
const LISTED = 60;

/** Choices in which every typed word occurs, not more than can be read. */
export function matchingChoices(choices: readonly Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Choice[] = [];
  for (const choice of choices) {
    const text = `${choice.key} ${choice.title} ${choice.detail}`.toLowerCase();
    if (words.every((word) => text.includes(word)) && found.push(choice) === LISTED) break;
  }
  return found;
}

/** The declaration's data elements; those of an item name it. */
export function elementChoices(
  elements: readonly DataElement[],
  itemName: (item: number) => string,
): Choice[] {
  return elements.map(({ path, number, label, item, value, unit }) => ({
    key: path,
    title: item === null ? label : `${itemName(item)} · ${label}`,
    detail: [number, value, unit].filter(Boolean).join(" "),
  }));
}

/** The findings, each rule once for each item it fired on. */
export function findingChoices(findings: readonly Finding[]): Choice[] {
  const seen = new Set<string>();
  return findings
    .filter(({ rule }) => !seen.has(rule) && seen.add(rule))
    .map(({ rule, title, detail }) => ({ key: rule, title: `${rule} · ${title}`, detail }));
}
