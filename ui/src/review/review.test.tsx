import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { failure, fakePlatform } from "../testing/fake";
import { openDesk, underReview } from "../testing/desk";

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
