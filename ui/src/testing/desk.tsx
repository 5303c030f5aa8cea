import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";

import { App } from "../app/App";
import type { FakePlatform } from "./fake";

/** Opens the desk on a fake host and waits for the first declaration. Answers whoever types and clicks. */
export async function openDesk(platform: FakePlatform) {
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("review-lrn");
  return user;
}

/** LRN of the declaration under review. */
export function underReview(): string {
  return screen.getByTestId("review-lrn").textContent ?? "";
}

/** LRNs of the rows on the screen, from the top. */
export function rowsShown(): string[] {
  return screen
    .getAllByTestId(/^row-/)
    .map((row) => ({ top: topOf(row), lrn: (row.dataset.testid ?? "").slice("row-".length) }))
    .sort((a, b) => a.top - b.top)
    .map(({ lrn }) => lrn);
}

function topOf(row: HTMLElement): number {
  return Number(/translateY\((\d+)px\)/.exec(row.style.transform)?.[1]);
}
