import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { EntryStanding } from "../contract/contract";
import { fakePhoto } from "../inspection/fakeInspection";
import { event, fakeView, freshDeclaration } from "../testing/declaration";
import { openDesk, underReview } from "../testing/desk";
import { failure, fakePlatform } from "../testing/fake";
import { scene } from "../testing/scenes";

describe("findings", () => {
  it("say how grave, which rule, which field, from where and of which day", async () => {
    await openDesk(fakePlatform());
    const card = screen.getByTestId("finding-GL-H7-014");
    for (const words of ["Error", "GL-H7-014", "14 14 014 000", "art. 143a", "rules of 1 Nov"]) {
      expect(card).toHaveTextContent(words);
    }
    expect(screen.getByTestId("finding-GL-RISK-003")).toHaveTextContent("unverified");
  });

  it("lead to the field", async () => {
    const user = await openDesk(fakePlatform());
    await user.keyboard("g");
    const field = await screen.findByTestId("element-items/1/value");
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveTextContent("GL-H7-014");
  });

  it("show the group they are about", async () => {
    const user = await openDesk(fakePlatform());
    await user.click(screen.getByTestId("show-GL-RISK-003"));
    expect(await screen.findByTestId("chip-split")).toBeInTheDocument();
  });
});

describe("all data", () => {
  it("is searched by number, name and value", async () => {
    const user = await openDesk(fakePlatform());
    await user.keyboard("7");
    await user.type(await screen.findByTestId("elements-search"), "18 09");
    expect(screen.getByTestId("element-items/1/commodity")).toBeInTheDocument();
    expect(screen.queryByTestId("element-lrn")).not.toBeInTheDocument();
  });

  it("is amended with a reason; the old value stays in the timeline", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    await user.keyboard("e");
    const value = await screen.findByTestId("element-value");
    await user.clear(value);
    await user.type(value, "99.00");
    expect(screen.getByTestId("element-save")).toBeDisabled();
    await user.type(screen.getByTestId("element-reason"), "typing error{Enter}");
    await waitFor(() =>
      expect(platform.asked.find(({ command }) => command === "amend")?.request).toMatchObject({
        changes: [{ path: "items/1/value", value: "99.00" }],
        reason: "typing error",
        seen_revision: 1,
      }),
    );
    await waitFor(() => expect(screen.queryByTestId("element-editor")).not.toBeInTheDocument());
    await user.keyboard("6");
    const entry = await screen.findByTestId("event-amended");
    expect(within(entry).getByText("48.40").tagName).toBe("BDI");
    expect(entry).toHaveTextContent("99.00");
    expect(entry).toHaveTextContent("typing error");
  });
});

describe("moving on", () => {
  it("goes down and up with J and K", async () => {
    const user = await openDesk(fakePlatform());
    const first = underReview();
    await user.keyboard("j");
    await waitFor(() => expect(underReview()).not.toBe(first));
    await user.keyboard("k");
    await waitFor(() => expect(underReview()).toBe(first));
  });

  it("opens the inspection when a declaration is referred", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    const { id } = platform.rows[0] ?? { id: "" };
    await user.keyboard("i");
    await waitFor(() => expect(window.location.hash).toBe(`#/inspection/${id}`));
  });

  it("tells why a declaration cannot be shown, and tries again", async () => {
    const platform = fakePlatform();
    const user = await openDesk(platform);
    platform.answer({
      show: () => {
        throw failure("unknown_declaration", "No declaration has this id.", "Search for it.");
      },
    });
    await user.keyboard("{End}");
    expect(await screen.findByTestId("error-state")).toHaveTextContent("unknown_declaration");
    expect(screen.getByTestId("retry")).toBeEnabled();
  });
});

describe("what sync has to say", () => {
  it("marks entries that are not sent, contested or refused, in words", async () => {
    const platform = fakePlatform();
    const row = platform.rows[0]!;
    const decided = (standing: EntryStanding) =>
      event(row, "decided", { subject: "approve", entry: standing, standing });
    platform.answer({
      show: () => ({
        ...fakeView(row, freshDeclaration(row)),
        timeline: (["counts", "unsent", "contested", "refused"] as const).map(decided),
      }),
    });
    const user = await openDesk(platform);
    await user.keyboard("6");
    const entries = await screen.findAllByTestId("event-decided");
    expect(entries.map((entry) => entry.textContent?.replace(/Lena.*/, ""))).toEqual([
      "Approved× refused by the hub: no effect",
      "Approved≠ contested: no effect while nobody chooses it",
      "Approved↑ not sent yet",
      "Approved",
    ]);
  });

  it("says on the row and in the head who has it, and what is not sent", async () => {
    const platform = fakePlatform();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const lease = { by: "Anneke Maes", mine: false, until };
    platform.rows[0] = { ...platform.rows[0]!, unsent: true, lease };
    await openDesk(platform);
    expect(screen.getByTestId("mark-lease")).toHaveTextContent("Checked out by Anneke Maes until");
    expect(screen.getByTestId("mark-unsent")).toHaveTextContent("Not sent yet");
    expect(screen.getByTestId("review")).toHaveTextContent(
      /checked out by Anneke Maes until .* · not sent yet/,
    );
  });

  it.each([
    ["confirmed", { confirmed_at: "2026-11-20T10:00:00Z", here: true }, /on the hub, /],
    ["unsent", { confirmed_at: null, here: true }, /not on the hub yet/],
    ["there", { confirmed_at: "2026-11-20T10:00:00Z", here: false }, /comes when it is opened/],
  ])("shows the receipt of a file: %s", async (state, parts, words) => {
    const platform = scene("connected");
    const row = platform.rows[0]!;
    const evidence = [{ ...fakePhoto("invoice.pdf"), purpose: "document" as const, ...parts }];
    platform.answer({ show: () => ({ ...fakeView(row, freshDeclaration(row)), evidence }) });
    const user = await openDesk(platform);
    await user.keyboard("5");
    const receipt = await screen.findByTestId("receipt");
    expect(receipt).toHaveAttribute("data-state", state);
    expect(receipt).toHaveTextContent(words);
  });
});
