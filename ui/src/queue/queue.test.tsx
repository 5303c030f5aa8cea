import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { App } from "../app/App";
import type { IdentifierInfo, QueueRow } from "../contract/contract";
import type { RequestOf } from "../platform";
import { openDesk, rowsShown, underReview } from "../testing/desk";
import { failure, fakePlatform, type FakePlatform } from "../testing/fake";

const queueRequests = (platform: FakePlatform) =>
  platform.asked
    .filter(({ command }) => command === "queue")
    .map(({ request }) => request as RequestOf<"queue">);

const last = <T,>(list: T[]): T => {
  const value = list.at(-1);
  if (value === undefined) throw new Error("the list is empty");
  return value;
};

describe("paging", () => {
  it("asks for pages and draws only what is on the screen", async () => {
    const platform = fakePlatform({ declarations: 5_000 });
    await openDesk(platform);
    expect(screen.getByTestId("found")).toHaveTextContent("5 000 of 5 000");
    expect(rowsShown().length).toBeLessThan(60);
    expect(queueRequests(platform).every(({ limit }) => limit <= 100)).toBe(true);
  });

  it("goes to the last declaration without fetching those between", async () => {
    const platform = fakePlatform({ declarations: 5_000 });
    const user = await openDesk(platform);
    await user.keyboard("{End}");
    const offsets = () => new Set(queueRequests(platform).map(({ offset }) => offset));
    await waitFor(() => expect(offsets()).toContain(4_900));
    expect(offsets().size).toBeLessThan(5);
    expect(underReview()).not.toBe("LGG-26-0048217-01");
  });

  it("sorts by a column, and the other way round the second time", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.click(screen.getByTestId("sort-value"));
    await waitFor(() =>
      expect(last(queueRequests(platform)).sort).toEqual({ field: "value", descending: false }),
    );
    await user.click(screen.getByTestId("sort-value"));
    const queue = within(screen.getByTestId("queue"));
    const head = queue.getByRole("columnheader", { name: /Value/ });
    await waitFor(() => expect(head).toHaveAttribute("aria-sort", "descending"));
  });
});

describe("deciding", () => {
  it("has the next declaration there at once, before the desk has answered", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    const [first, second, third] = rowsShown();
    expect(underReview()).toBe(first);
    platform.answer({ decide: () => new Promise(() => {}) });
    await user.keyboard("a");
    await waitFor(() => expect(underReview()).toBe(second));
    expect(rowsShown().slice(0, 2)).toEqual([second, third]);
  });

  it("sends the revision that was seen", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.click(screen.getByTestId("action-approve"));
    const sent = () => platform.asked.find(({ command }) => command === "decide")?.request;
    await waitFor(() => expect(sent()).toMatchObject({ decision: "approve", seen_revision: 1 }));
  });

  it("puts everything back where the desk refuses, and says why", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    const before = rowsShown();
    platform.answer({
      decide: () => {
        throw failure("revision_moved", "It has moved on.", "Look at the new version.");
      },
    });
    await user.keyboard("a");
    expect(await screen.findByTestId("toast")).toHaveTextContent(
      "It has moved on.Look at the new version.",
    );
    await waitFor(() => expect(underReview()).toBe(before[0]));
    expect(rowsShown()).toEqual(before);
  });

  it("holds only with a reason", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.keyboard("h");
    const confirm = await screen.findByTestId("reason-confirm");
    expect(confirm).toBeDisabled();
    await user.type(screen.getByTestId("reason"), "invoice is missing{Enter}");
    await waitFor(() =>
      expect(platform.asked.find(({ command }) => command === "decide")?.request).toMatchObject({
        decision: "hold",
        reason: "invoice is missing",
      }),
    );
  });

  it("takes the last decision back and returns to it", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    const first = underReview();
    await user.keyboard("a");
    await waitFor(() => expect(underReview()).not.toBe(first));
    await user.keyboard("z");
    await waitFor(() => expect(underReview()).toBe(first));
    await waitFor(() => expect(rowsShown()[0]).toBe(first));
    expect(screen.getByTestId("toast")).toHaveTextContent(`Approval of ${first} taken back`);
  });

  it("goes on from the last declaration to the one above, and ends with nothing", async () => {
    const platform = fakePlatform({ declarations: 2 });
    const user = await openDesk(platform);
    await user.keyboard("{End}");
    const [first, second] = rowsShown();
    await waitFor(() => expect(underReview()).toBe(second));
    await user.keyboard("a");
    await waitFor(() => expect(underReview()).toBe(first));
    await user.keyboard("a");
    expect(await screen.findByTestId("review-nothing")).toBeInTheDocument();
    expect(await screen.findByTestId("queue-empty")).toBeInTheDocument();
  });
});

describe("selecting", () => {
  it("counts each of two keys that come before anything was drawn", async () => {
    const platform = fakePlatform();
    await openDesk(platform);
    const third = rowsShown()[2];
    act(() => {
      fireEvent.keyDown(document.body, { key: "J", shiftKey: true });
      fireEvent.keyDown(document.body, { key: "J", shiftKey: true });
    });
    await waitFor(() => expect(underReview()).toBe(third));
    expect(screen.getByTestId("selection")).toHaveTextContent("2 selected");
  });

  it("approves what is selected and keeps those refused, with their reasons", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.keyboard("{Shift>}JJ{/Shift}");
    expect(screen.getByTestId("selection")).toHaveTextContent("2 selected");
    platform.answer({
      decide: ({ ids }) => ({
        rows: [{ ...(platform.rows[0] as QueueRow), id: ids[0] ?? "", status: "approved" }],
        refused: [{ id: ids[1] ?? "", failure: failure("not_allowed", "It is with customs.") }],
      }),
    });
    await user.keyboard("{Shift>}A{/Shift}");
    const dialog = await screen.findByTestId("refused");
    expect(dialog).toHaveTextContent("1 declaration was not approved");
    expect(dialog).toHaveTextContent("It is with customs.");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByTestId("selection")).toHaveTextContent("1 selected"));
  });
});

describe("filtering", () => {
  it("narrows by what is chosen, and a chip widens again", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.keyboard("f");
    await user.click(await screen.findByTestId("toggle-yellow"));
    await user.click(screen.getByTestId("apply-filter"));
    const chip = await screen.findByTestId("chip-lanes");
    expect(chip).toHaveTextContent("Lane Yellow");
    await waitFor(() => expect(last(queueRequests(platform)).filter.lanes).toEqual(["yellow"]));
    await user.click(within(chip).getByRole("button"));
    await waitFor(() => expect(screen.queryByTestId("chip-lanes")).not.toBeInTheDocument());
    expect(screen.getByTestId("found")).toHaveTextContent("320 of 320");
  });

  it("searches while one types, and keys stay in the field", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.keyboard("/");
    expect(screen.getByTestId("search")).toHaveFocus();
    await user.keyboard("novák");
    await waitFor(() => expect(screen.getByTestId("found")).toHaveTextContent("32 of 320"));
    expect(platform.asked.some(({ command }) => command === "decide")).toBe(false);
  });

  it("says what the number in the search field is, and not what words are", async () => {
    const candidate: IdentifierInfo = {
      kind: "awb",
      normalised: "17612345677",
      check_holds: false,
      explanation: "An air waybill. The last digit should be 5.",
    };
    const platform = fakePlatform({ answers: { identify: () => ({ candidates: [candidate] }) } });
    const user = await openDesk(platform);
    await user.keyboard("/lamps brass");
    expect(platform.asked.some(({ command }) => command === "identify")).toBe(false);
    await user.clear(screen.getByTestId("search"));
    await user.keyboard("176-12345677");
    const said = await screen.findByTestId("recognised");
    expect(said).toHaveTextContent("✗ Air waybill An air waybill. The last digit should be 5.");
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("recognised")).not.toBeInTheDocument();
  });

  it("opens a view", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.click(screen.getByTestId("view-held"));
    expect(await screen.findByTestId("queue-empty")).toHaveTextContent("No declaration matches");
    expect(screen.getByTestId("view-held")).toHaveAttribute("aria-current", "page");
  });
});

describe("failing", () => {
  it("tells what went wrong, its code and the way out, and tries again", async () => {
    const platform = fakePlatform();
    const answer = { rows: platform.rows, total: 320, of: 320, took_us: 10 };
    let works = false;
    platform.answer({
      queue: () => {
        if (works) return answer;
        throw failure("corrupt", "The store cannot be read.", "Run greenlane verify.");
      },
    });
    const user = userEvent.setup();
    render(<App platform={platform} />);
    const error = await screen.findByTestId("error-state");
    expect(error).toHaveTextContent("The store cannot be read.Run greenlane verify.corrupt");
    works = true;
    await user.click(screen.getByTestId("retry"));
    await waitFor(() => expect(rowsShown().length).toBeGreaterThan(0));
  });
});
