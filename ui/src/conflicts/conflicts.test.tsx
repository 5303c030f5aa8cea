import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { App } from "../app/App";
import { openDesk } from "../testing/desk";
import { failure, type FakePlatform } from "../testing/fake";
import { scene } from "../testing/scenes";

async function openConflicts(platform: FakePlatform, at = "") {
  window.location.hash = `#/conflicts${at}`;
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("conflict");
  return user;
}

const resolved = (platform: FakePlatform) =>
  platform.asked.filter(({ command }) => command === "resolve").map(({ request }) => request);
const shown = () => screen.getByTestId("conflict-lrn").textContent;
const fields = () =>
  screen.getAllByTestId("conflict-field").map(({ dataset }) => dataset.taken ?? "open");

describe("choosing by keyboard", () => {
  it("takes the later decision, confirms, and has the next conflict there", async () => {
    const platform = scene("needs");
    const [decision, data] = platform.hub.conflicts;
    const user = await openConflicts(platform);
    expect(shown()).toBe(decision?.lrn);
    expect(screen.getByTestId("conflict-confirm")).toBeDisabled();
    await user.keyboard("2");
    expect(screen.getByTestId("outcome")).toHaveTextContent("Held from Lena Fox");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(shown()).toBe(data?.lrn));
    expect(resolved(platform)).toEqual([
      {
        conflict: decision?.id,
        choice: "contested",
        fields: [],
        seen_revision: decision?.revision,
      },
    ]);
    expect(screen.getByTestId("toast")).toHaveTextContent(`Chosen for ${decision?.lrn}`);
  });

  it("goes from element to element, Space takes the one and then the other side", async () => {
    const platform = scene("needs");
    const [, data] = platform.hub.conflicts;
    const user = await openConflicts(platform, `/${data?.id}`);
    expect(fields()).toEqual(["open", "open", "contested"]);
    await user.keyboard(" ");
    expect(fields()).toEqual(["standing", "open", "contested"]);
    await user.keyboard(" ");
    expect(fields()).toEqual(["contested", "open", "contested"]);
    await user.keyboard("{ArrowDown}{ArrowRight}{Enter}");
    expect(fields()).toEqual(["contested", "contested", "contested"]);
    await user.keyboard("{ArrowLeft}{Enter}");
    expect(fields()).toEqual(["contested", "standing", "contested"]);
    await user.type(screen.getByTestId("conflict-reason"), "As on the invoice");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(resolved(platform)).toHaveLength(1));
    expect(resolved(platform)[0]).toMatchObject({
      choice: "combined",
      reason: "As on the invoice",
      fields: [
        { path: "items/1/description", value: data?.fields[0]?.contested },
        { path: "items/1/commodity", value: "950349" },
      ],
    });
  });

  it("takes a whole side with one key", async () => {
    const platform = scene("needs");
    const user = await openConflicts(platform, `/${platform.hub.conflicts[1]?.id}`);
    await user.keyboard("1");
    expect(fields()).toEqual(["standing", "standing", "standing"]);
    await user.keyboard("2");
    expect(fields()).toEqual(["contested", "contested", "contested"]);
  });

  it("goes through the list, and typing a reason is only typing", async () => {
    const platform = scene("needs");
    const user = await openConflicts(platform);
    await user.keyboard("j");
    await waitFor(() => expect(shown()).toBe(platform.hub.conflicts[1]?.lrn));
    await user.type(screen.getByTestId("conflict-reason"), "k 2");
    expect(shown()).toBe(platform.hub.conflicts[1]?.lrn);
    expect(fields()).toEqual(["open", "open", "contested"]);
  });
});

it("says why a choice did not count and stays where it was", async () => {
  const platform = scene("needs");
  platform.answer({
    resolve: () => {
      throw failure("revision_moved", "It has moved on.", "Look at it again.");
    },
  });
  const user = await openConflicts(platform);
  await user.keyboard("1{Control>}{Enter}{/Control}");
  expect(await screen.findByTestId("toast")).toHaveTextContent("It has moved on.");
  expect(shown()).toBe(platform.hub.conflicts[0]?.lrn);
});

it("shows who did what at which desk, and marks one's own", async () => {
  await openConflicts(scene("needs"));
  expect(screen.getByTestId("side-standing")).toHaveTextContent("Anneke Maes · Counter 1");
  expect(screen.getByTestId("side-contested")).toHaveTextContent("youLena Fox · this desk");
});

it("shows no desk where the hub does not know its name", async () => {
  const platform = scene("needs");
  const [first] = platform.hub.conflicts;
  if (first) platform.hub.conflicts[0] = { ...first, standing: { ...first.standing, desk: null } };
  await openConflicts(platform);
  const side = screen.getByTestId("side-standing");
  expect(side).toHaveTextContent(/Anneke Maes · \d/);
  expect(side).not.toHaveTextContent("this desk");
});

it("keeps what lost to be read, behind a switch", async () => {
  const platform = scene("needs");
  const user = await openConflicts(platform);
  const answered = platform.hub.conflicts[3];
  expect(screen.queryByTestId(`conflict-${answered?.lrn}`)).not.toBeInTheDocument();
  await user.click(screen.getByText("Also what was answered"));
  await user.click(await screen.findByTestId(`conflict-${answered?.lrn}`));
  await waitFor(() =>
    expect(screen.getByTestId("conflict-answer")).toHaveTextContent(
      /What stood first counts. Anneke Maes .*The label was checked/,
    ),
  );
  expect(screen.getByTestId("side-contested")).toHaveTextContent("Held“The invoice names another");
  expect(screen.queryByTestId("conflict-confirm")).not.toBeInTheDocument();
});

it("is reached from the queue: a mark on the row, a banner in the review", async () => {
  const platform = scene("needs");
  const user = await openDesk(platform);
  expect(screen.getAllByTestId("mark-conflict")).not.toHaveLength(0);
  await user.click(await screen.findByTestId("conflict-resolve"));
  expect(await screen.findByTestId("conflict-lrn")).toHaveTextContent(platform.rows[0]?.lrn ?? "");
});

it("says that there is none where there is none", async () => {
  window.location.hash = "#/conflicts";
  render(<App platform={scene("connected")} />);
  expect(await screen.findByTestId("conflicts-none")).toHaveTextContent("nothing is lost");
});
