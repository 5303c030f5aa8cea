import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { App } from "../app/App";
import { openDesk } from "../testing/desk";
import { fakePlatform, type FakePlatform } from "../testing/fake";
import { scene } from "../testing/scenes";

const taken = (platform: FakePlatform) =>
  platform.asked.filter(({ command }) => command === "take_lease").map(({ request }) => request);

describe("checking out", () => {
  it("takes the most urgent of what the queue shows, with count and hours", async () => {
    const platform = scene("connected");
    const user = await openDesk(platform);
    await user.click(screen.getByTestId("view-red"));
    await user.keyboard("l");
    expect(await screen.findByTestId("check-out")).toHaveTextContent("46 declarations wait");
    expect(screen.getByTestId("check-out-label")).toHaveValue("Red lane");
    await user.click(screen.getByTestId("check-out-hours-8"));
    await user.clear(screen.getByTestId("check-out-count"));
    await user.type(screen.getByTestId("check-out-count"), "20{Enter}");
    await waitFor(() => expect(screen.queryByTestId("check-out")).not.toBeInTheDocument());
    expect(taken(platform)).toEqual([
      {
        label: "Red lane",
        filter: { statuses: ["queued"], lanes: ["red"] },
        count: 20,
        minutes: 480,
      },
    ]);
    expect(screen.getByTestId("toast")).toHaveTextContent("20 declarations are yours until");
  });

  it("takes the selection", async () => {
    const platform = scene("connected");
    const user = await openDesk(platform);
    await user.keyboard("{Shift>}JJ{/Shift}l");
    expect(await screen.findByTestId("check-out")).toHaveTextContent("The 2 selected declarations");
    await user.click(screen.getByTestId("check-out-confirm"));
    await waitFor(() => expect(taken(platform)).toHaveLength(1));
    expect(taken(platform)[0]).toMatchObject({ label: "2 selected", minutes: 240 });
    expect((taken(platform)[0] as { ids: string[] }).ids).toHaveLength(2);
  });

  it("says who has it where others have all", async () => {
    const platform = scene("connected");
    const until = new Date(Date.now() + 3_600_000).toISOString();
    platform.answer({
      take_lease: () => ({ lease: null, taken: [{ by: "Anneke Maes", until, count: 46 }] }),
    });
    const user = await openDesk(platform);
    await user.keyboard("l");
    await user.click(await screen.findByTestId("check-out-confirm"));
    expect(await screen.findByTestId("check-out-taken")).toHaveTextContent(
      "Others have all of it.Anneke Maes has 46 until",
    );
  });

  it("says offline that it takes a line, and loses nothing that was typed", async () => {
    const user = await openDesk(scene("offline"));
    await user.keyboard("l");
    await user.click(await screen.findByTestId("check-out-confirm"));
    expect(await screen.findByTestId("failure")).toHaveTextContent("The hub cannot be reached.");
    expect(screen.getByTestId("check-out-label")).toHaveValue("Ready for review");
  });

  it("is not offered on a desk that works by itself", async () => {
    const user = await openDesk(fakePlatform());
    await user.keyboard("l");
    expect(screen.queryByTestId("check-out")).not.toBeInTheDocument();
    expect(screen.queryByTestId("page-leases")).not.toBeInTheDocument();
  });
});

describe("who has what", () => {
  async function openLeases(platform: FakePlatform) {
    window.location.hash = "#/leases";
    const user = userEvent.setup();
    render(<App platform={platform} />);
    await screen.findAllByTestId("lease");
    return user;
  }

  it("lists one's own first, which alone can be returned", async () => {
    const platform = scene("connected");
    const user = await openLeases(platform);
    const rows = screen.getAllByTestId("lease");
    expect(rows.map(({ dataset }) => dataset.mine)).toEqual(["true", "false", "false"]);
    expect(screen.getAllByTestId("lease-return")).toHaveLength(1);
    await user.click(screen.getByTestId("lease-return"));
    await waitFor(() => expect(screen.getAllByTestId("lease")).toHaveLength(2));
    expect(screen.getByTestId("toast")).toHaveTextContent("Red lane is returned");
  });

  it("says offline how old the list is", async () => {
    await openLeases(scene("offline"));
    expect(screen.getByTestId("leases-as-of")).toHaveTextContent(
      /4\d min ago\. This desk is offline: others may have taken/,
    );
  });

  it("shows one's own in the queue", async () => {
    const platform = scene("connected");
    const user = await openLeases(platform);
    await user.click(screen.getByTestId("lease-show"));
    expect(await screen.findByTestId("chip-leased_here")).toHaveTextContent(
      "Checked out by this desk",
    );
    await waitFor(() => expect(screen.getAllByTestId("mark-lease")).toHaveLength(3));
  });
});
