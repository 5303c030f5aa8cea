import type { ParcelAnswer, ParcelInfo } from "../contract/contract";

/** A line of the table: a parcel that was found, or a number that gave none. */
export interface Line {
  key: string;
  answer: ParcelAnswer;
  parcel: ParcelInfo | null;
}

/** One line for each parcel; an air waybill may give hundreds. */
export function linesOf(answers: readonly ParcelAnswer[]): Line[] {
  return answers.flatMap<Line>((answer) =>
    answer.parcels.length === 0
      ? [{ key: answer.asked, answer, parcel: null }]
      : answer.parcels.map((parcel) => ({
          key: `${answer.asked} ${parcel.declaration}`,
          answer,
          parcel,
        })),
  );
}
