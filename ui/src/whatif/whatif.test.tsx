import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { openDesk } from "../testing/desk";
import { failure, fakePlatform, type Answers } from "../testing/fake";
import { fakeWhatIf } from "./fakeWhatIf";

async function openCharges(answers: Answers = {}) {
  const platform = fakePlatform({ answers });
  const user = await openDesk(platform);
  await user.click(screen.getByTestId("tab-charges"));
  return { platform, user };
}

describe("what if", () => {
  it("sets H7 beside H1, with what stands against each", async () => {
    const { user } = await openCharges();
    const h7 = await screen.findByTestId("way-H7");
    expect(h7).toHaveTextContent("as declared");
    expect(h7).toHaveTextContent("6.00");
    const h1 = screen.getByTestId("way-H1");
    expect(h1).toHaveTextContent("12.40");
    await user.click(within(h1).getByText("1 error stands against it"));
    expect(within(h1).getByText("GL-H1-020")).toBeVisible();
  });

  it("says how far the value is from the limit, on both days and at which rate", async () => {
    await openCharges();
    const limit = await screen.findByTestId("value-limit");
    for (const words of ["above by €8.31", "below by €0.80", "1.089 USD", "unverified"]) {
      expect(limit).toHaveTextContent(words);
    }
  });

  it("says which lines are one for the flat duty, and what that saves", async () => {
    await openCharges();
    const lines = await screen.findByTestId("flat-lines");
    expect(lines).toHaveTextContent("Items 1, 2 are one line of 610910");
    expect(lines).toHaveTextContent("put together €3.00");
  });

  it("names what could not be worked out in place of a sum", async () => {
    const seen = fakeWhatIf();
    const gap = "Item 1: the pack has no duty rate.";
    seen.ways = seen.ways.map((way) => ({ ...way, charges: { ...way.charges, gaps: [gap] } }));
    await openCharges({ what_if: () => seen });
    const h7 = await screen.findByTestId("way-H7");
    expect(h7).toHaveTextContent(gap);
    expect(h7).not.toHaveTextContent("6.00");
  });

  it("is not there where nothing can be due", async () => {
    const { platform } = await openCharges({
      what_if: () => ({ ways: [], limit: null, lines: null }),
    });
    await screen.findByTestId("to-pay");
    expect(platform.asked.some(({ command }) => command === "what_if")).toBe(true);
    expect(screen.queryByTestId("what-if")).not.toBeInTheDocument();
  });

  it("says why it cannot be told", async () => {
    await openCharges({
      what_if: () => {
        throw failure("unknown_declaration", "No declaration here has that id.");
      },
    });
    expect(await screen.findByText(/No declaration here/)).toBeInTheDocument();
  });
});
