import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { App } from "../app/App";
import { startMessages } from "../i18n";
import { openDesk, underReview } from "../testing/desk";
import { failure, fakePlatform, type FakePlatform } from "../testing/fake";
import { fakeHub, joined } from "../testing/hub";
import { scene } from "../testing/scenes";

function openSync(platform: FakePlatform) {
  window.location.hash = "#/sync";
  const user = userEvent.setup();
  render(<App platform={platform} />);
  return user;
}

const sent = (platform: FakePlatform, command: string) =>
  platform.asked.filter((one) => one.command === command).map(({ request }) => request);

describe("the pill", () => {
  it("follows the line within a second, without anyone asking", async () => {
    const platform = fakePlatform({ hub: fakeHub({ status: joined() }) });
    await openDesk(platform);
    const pill = await screen.findByTestId("status-pill");
    expect(pill).toHaveTextContent("Connected · all sent");
    platform.hub.status = joined({
      connection: { state: "offline", since: null, failure: null, next_try: null },
      unsent: 1,
    });
    const pulled = performance.now();
    await waitFor(() => expect(pill).toHaveTextContent("Offline · 1 change on this desk"));
    expect(performance.now() - pulled).toBeLessThan(1_500);
    expect(pill).toHaveAttribute("data-state", "offline");
  });

  it("says beside the line what needs a person, and leads there", async () => {
    const user = await openDesk(scene("needs"));
    const pill = await screen.findByTestId("status-pill");
    expect(pill).toHaveTextContent("Connected · 2 changes to send! 4 need you");
    await user.click(pill);
    await user.click(await screen.findByTestId("status-conflicts"));
    expect(await screen.findByTestId("conflicts-page")).toBeInTheDocument();
  });
});

describe("joining a hub", () => {
  it("asks for what is missing, and sends the rest as it was meant", async () => {
    const platform = fakePlatform();
    const user = openSync(platform);
    await user.click(await screen.findByTestId("join"));
    expect(screen.getByTestId("join-form")).toHaveTextContent("Where is the hub?");
    expect(sent(platform, "enrol")).toEqual([]);
    await user.type(screen.getByTestId("join-hub"), " hub.bierset.example");
    await user.type(screen.getByTestId("join-code"), "abcde-fghij ");
    await user.type(screen.getByTestId("join-desk-name"), "Counter 2{Enter}");
    expect(await screen.findByTestId("sync-facts")).toHaveTextContent("Counter 2 · broker");
    expect(sent(platform, "enrol")).toEqual([
      { hub: "hub.bierset.example", code: "ABCDE-FGHIJ", desk_name: "Counter 2" },
    ]);
    expect(screen.getByTestId("toast")).toHaveTextContent("joined Greenlane Bierset");
  });

  it("says why it did not work and keeps what was typed", async () => {
    const platform = fakePlatform();
    platform.answer({
      enrol: () => {
        throw failure("code_used", "This code was used already.", "Ask for a new one.");
      },
    });
    const user = openSync(platform);
    await user.type(await screen.findByTestId("join-hub"), "hub");
    await user.type(screen.getByTestId("join-code"), "X");
    await user.type(screen.getByTestId("join-desk-name"), "A{Enter}");
    const box = await screen.findByTestId("failure");
    expect(box).toHaveTextContent("This code was used already.Ask for a new one.code_used");
    expect(screen.getByTestId("join-hub")).toHaveValue("hub");
  });
});

describe("the page of a desk that joined", () => {
  it("tells offline since when, why, and when it tries again; and tries at once when asked", async () => {
    const platform = scene("offline");
    const user = openSync(platform);
    const line = await screen.findByTestId("sync-line");
    expect(line).toHaveTextContent(/Offline since .*Go on as usual/);
    expect(screen.getByTestId("sync-failure")).toHaveTextContent("does not answer");
    expect(screen.getByTestId("sync-next-try")).toHaveTextContent(/in \d+ seconds/);
    expect(screen.getByTestId("sync-facts")).toHaveTextContent("48 210 of 48 260 entries");
    await user.click(screen.getByTestId("action-syncNow"));
    await waitFor(() => expect(sent(platform, "sync_now")).toHaveLength(1));
  });

  it("shows what waits in words, and leads to the declaration", async () => {
    const platform = scene("offline");
    const user = openSync(platform);
    const [first] = await screen.findAllByTestId("sync-waiting");
    expect(first).toHaveTextContent(`Approved ${platform.rows[2]?.lrn}`);
    expect(screen.getByTestId("sync-page")).toHaveTextContent("and 102 more");
    await user.click(within(first!).getByTestId("sync-declaration"));
    await waitFor(() => expect(underReview()).toBe(platform.rows[2]?.lrn));
  });

  it("shows files with progress and receipt", async () => {
    openSync(scene("sending"));
    const files = await screen.findAllByTestId("sync-file");
    expect(
      files.map((file) => /waits|65 %|received whole/.exec(file.textContent ?? "")?.[0]),
    ).toEqual(["waits", "65 %", "received whole"]);
    expect(screen.getByTestId("sync-page")).toHaveTextContent(/Files2/);
  });

  it("says why files stay here", async () => {
    openSync(scene("reading"));
    expect(await screen.findByTestId("sync-files-stay")).toHaveTextContent(
      "takes no files from a desk of this role",
    );
    screen
      .getAllByTestId("sync-file")
      .forEach((file) => expect(file).toHaveTextContent("stays here"));
    expect(screen.getByTestId("status-pill")).toHaveTextContent("2 files stay here");
    expect(screen.getByTestId("sync-line")).toHaveTextContent("only reads");
  });

  it("tells refusals in French, and what the hub said of them below", async () => {
    await startMessages("fr");
    openSync(scene("needs"));
    const refused = await screen.findByTestId("sync-refused");
    expect(refused).toHaveTextContent(
      "Le rôle de ce poste ne le permet pas.Counter 2 is a broker's desk",
    );
    expect(refused).toHaveTextContent("ou au responsable un autre rôle.role_not_allowed");
    expect(screen.getByTestId("sync-warning")).toHaveTextContent("gardée dans un fichier");
  });

  it.each([
    ["refused-write-again", "write_again"],
    ["refused-set-aside", "set_aside"],
  ])("deals with what was refused: %s", async (button, action) => {
    const platform = scene("needs");
    const entry = platform.hub.outbox.refused[0]?.what.entry;
    const user = openSync(platform);
    expect(await screen.findByTestId("sync-refused")).toHaveTextContent("role_not_allowed");
    await user.click(screen.getByTestId(button));
    await waitFor(() => expect(screen.queryByTestId("sync-refused")).not.toBeInTheDocument());
    expect(sent(platform, "settle_refused")).toEqual([{ entry, action }]);
  });

  it("offers to write again only what may be written again", async () => {
    const platform = scene("needs");
    const { outbox } = platform.hub;
    platform.hub.outbox = {
      ...outbox,
      refused: outbox.refused.map((one) => ({ ...one, can_write_again: false })),
    };
    openSync(platform);
    expect(await screen.findByTestId("refused-set-aside")).toBeInTheDocument();
    expect(screen.queryByTestId("refused-write-again")).not.toBeInTheDocument();
  });

  it("changes what the desk holds", async () => {
    const platform = scene("needs");
    const user = openSync(platform);
    expect(await screen.findByTestId("holding")).toHaveTextContent(
      "Queued, Held, Referred · of the last 14 days",
    );
    expect(screen.getByTestId("holding-evicted")).toHaveTextContent("1 204 declarations left");
    await user.click(screen.getByTestId("holding-change"));
    await user.click(screen.getByTestId("holding-referred"));
    await user.clear(screen.getByTestId("holding-days"));
    await user.type(screen.getByTestId("holding-days"), "x");
    expect(screen.getByTestId("holding-save")).toBeDisabled();
    await user.clear(screen.getByTestId("holding-days"));
    await user.type(screen.getByTestId("holding-days"), "30{Enter}");
    await waitFor(() =>
      expect(screen.getByTestId("holding")).toHaveTextContent("Queued, Held · of the last 30 days"),
    );
    expect(sent(platform, "subscribe")).toEqual([{ statuses: ["queued", "held"], days: 30 }]);
  });

  it("says that nothing is lost where the hub does not let it in, and takes a new code", async () => {
    const platform = scene("shut");
    const user = openSync(platform);
    expect(await screen.findByTestId("sync-line")).toHaveTextContent("Nothing is lost");
    expect(screen.getByTestId("failure")).toHaveTextContent("Ask for a new code");
    expect(screen.getByTestId("join-desk-name")).toHaveValue("Counter 2");
    await user.type(screen.getByTestId("join-code"), "new{Enter}");
    await waitFor(() => expect(screen.queryByTestId("join-form")).not.toBeInTheDocument());
    expect(sent(platform, "enrol")).toMatchObject([{ code: "NEW", desk_name: "Counter 2" }]);
  });
});
