/** The most numbers in one question. */
export const MOST_NUMBERS = 1_000;

/** Shorter than any number that a parcel goes by: a piece of one that was written in groups. */
const SHORTEST = 8;

/**
 * Numbers as somebody pastes them: one a line, or with commas, semicolons or tabs between. Spaces
 * part numbers too, unless one of the pieces is too short to be a number: then they only group it,
 * as in `RR 123 456 785 BE`. Each once, in their order.
 */
export function numbersIn(text: string): string[] {
  const pieces = text.split(/[\n\r\t,;]+/).flatMap(parted);
  return [...new Set(pieces.filter((piece) => piece !== ""))];
}

function parted(piece: string): string[] {
  const words = piece.split(/[\s\u202f]+/).filter(Boolean);
  return words.every((word) => word.length >= SHORTEST) ? words : [words.join("")];
}
