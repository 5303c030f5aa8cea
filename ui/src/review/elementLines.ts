import type { DataElement } from "../contract/contract";

/** A line of the list of all data: a heading, or an element. */
export interface Line {
  key: string;
  group: string;
  item: number | null;
  element: DataElement | null;
}

/** The elements in which all words are found, under headings by group and item. */
export function linesOf(elements: DataElement[], search: string): Line[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const lines: Line[] = [];
  for (const element of elements) {
    if (!holds(element, words)) continue;
    const { group, item } = element;
    const last = lines.at(-1);
    if (last?.group !== group || last.item !== item) {
      lines.push({ key: `${group} ${item} ${lines.length}`, group, item, element: null });
    }
    lines.push({ key: element.path, group, item, element });
  }
  return lines;
}

function holds({ number, label, value, path }: DataElement, words: string[]): boolean {
  const text = `${number ?? ""} ${label} ${value} ${path}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/** Where an element stands; for the path of something larger (a party, an item), its first element. */
export function placeOfPath(lines: Line[], path: string): number {
  const exact = lines.findIndex(({ element }) => element?.path === path);
  if (exact >= 0) return exact;
  return lines.findIndex(({ element }) => element?.path.startsWith(`${path}/`));
}
