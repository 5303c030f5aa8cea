import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { App } from "../app/App";
import { failure, fakePlatform, type FakePlatform } from "../testing/fake";
import { forgetAll } from "./asking";
import { busyShelf, fakeChanges, fakeRelease, fakeRun, fakeShelf, packAnswers } from "./fakePacks";

afterEach(forgetAll);

const FILE = new File(["[pack]"], "eu-2.toml");

async function openRules(platform: FakePlatform = fakePlatform(), tab = "") {
  window.location.hash = `#/rules/${tab}`;
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("rules-tab-in_force");
  return { platform, user };
}

function busy(): FakePlatform {
  const platform = fakePlatform();
  platform.answer(packAnswers(platform.rows, busyShelf()));
  return platform;
}

/** A text without its spaces: those between cells are not there, those between words are. */
const closedUp = (text: string) => text.replaceAll(/\s/g, "");

const asked = (platform: FakePlatform, wanted: string) =>
  platform.asked.filter(({ command }) => command === wanted).map(({ request }) => request);

describe("the rules in force", () => {
  it("say which they are, and copy their whole hash", async () => {
    const { user } = await openRules();
    const version = screen.getByTestId("rules-version");
    expect(version).toHaveTextContent("eu 2026-11-01, be 2026-11-01");
    expect(version).toHaveTextContent("as they come with this program");
    const { hash } = fakeShelf();
    expect(screen.getByTestId("rules-hash")).toHaveTextContent(`${hash.slice(0, 12)}…`);
    await user.click(screen.getByTestId("copy-hash"));
    expect(await navigator.clipboard.readText()).toBe(hash);
  });

  it("say what a release is where none was taken", async () => {
    await openRules();
    expect(screen.getByTestId("releases-none")).toHaveTextContent("A release is a signed file");
    expect(screen.queryByTestId("rules-behind")).not.toBeInTheDocument();
  });

  it.each([
    ["release-eu-2", "true", "2027-01-01", "In force"],
    ["release-be-2", "false", "Confédération des transitaires", "Does not count"],
    ["release-office-2", "true", "the office itself", "Lena Fox"],
  ])("list %s", async (release, inForce, ...words) => {
    await openRules(busy());
    const row = screen.getByTestId(release);
    expect(row.dataset.inForce).toBe(inForce);
    words.forEach((word) => expect(row).toHaveTextContent(word));
  });

  it("tell of a release that cannot be used", async () => {
    await openRules(busy());
    const troubles = screen.getByTestId("rules-troubles");
    expect(within(troubles).getByRole("alert")).toHaveTextContent("be-3.toml is not as it was");
  });

  it("take another publisher, by name and key", async () => {
    const { platform, user } = await openRules();
    await user.click(screen.getByTestId("trust-open"));
    expect(screen.getByTestId("trust")).toBeDisabled();
    await user.type(screen.getByTestId("trust-name"), "Our federation");
    await user.type(screen.getByTestId("trust-key"), " abc ");
    await user.click(screen.getByTestId("trust"));
    await waitFor(() => expect(screen.getAllByTestId("publisher")).toHaveLength(2));
    expect(asked(platform, "trust_publisher")).toEqual([{ name: "Our federation", key: "abc" }]);
  });

  it("keep what was typed of a publisher whose key is none", async () => {
    const platform = fakePlatform();
    platform.answer({
      trust_publisher: () => {
        throw failure("publisher_key_unreadable", "“abc” is not a publisher's public key.");
      },
    });
    const { user } = await openRules(platform);
    await user.click(screen.getByTestId("trust-open"));
    await user.type(screen.getByTestId("trust-name"), "Our federation");
    await user.type(screen.getByTestId("trust-key"), "abc");
    await user.click(screen.getByTestId("trust"));
    expect(await screen.findByTestId("failure")).toHaveTextContent("is not a publisher's");
    expect(screen.getByTestId("trust-key")).toHaveValue("abc");
  });
});

describe("taking a release", () => {
  it("shows first what it changes, and takes it only then", async () => {
    const { platform, user } = await openRules();
    await user.upload(screen.getByTestId("release-file"), FILE);
    expect(await screen.findByTestId("changes-headline")).toBeInTheDocument();
    await screen.findByTestId("accept");
    expect(screen.getByTestId("staged-file")).toHaveTextContent("eu-2.toml is here and not taken");
    expect(asked(platform, "what_changes")).toEqual([
      { rules: { kind: "release", staged: "staged:eu-2.toml" }, on: null, language: "en" },
    ]);
    expect(asked(platform, "take_release")).toEqual([]);
    await user.click(screen.getByTestId("accept-do"));
    await screen.findByTestId("release-eu-2");
    expect(asked(platform, "take_release")).toEqual([{ staged: "staged:eu-2.toml" }]);
  });

  it("can be dropped on its place", async () => {
    const { platform } = await openRules();
    const dataTransfer = { files: [FILE], types: ["Files"] };
    fireEvent.drop(screen.getByTestId("release-drop"), { dataTransfer });
    await screen.findByTestId("accept");
    expect(asked(platform, "start_import")).toEqual([]);
    expect(asked(platform, "what_changes")).toHaveLength(1);
  });

  it("is not offered where the release cannot be used", async () => {
    const platform = fakePlatform();
    platform.answer({
      what_changes: () => {
        throw failure("rule_pack_gap", "Release 3 cannot be taken before release 2.", "Take it.");
      },
    });
    const { user } = await openRules(platform);
    await user.upload(screen.getByTestId("release-file"), FILE);
    expect(await screen.findByTestId("failure")).toHaveTextContent("before release 2");
    expect(screen.queryByTestId("accept")).not.toBeInTheDocument();
  });

  it("is forgotten where somebody leaves it", async () => {
    const { platform, user } = await openRules();
    await user.upload(screen.getByTestId("release-file"), FILE);
    await user.click(await screen.findByTestId("accept-leave"));
    expect(screen.queryByTestId("accept")).not.toBeInTheDocument();
    expect(screen.queryByTestId("changes")).not.toBeInTheDocument();
    expect(asked(platform, "take_release")).toEqual([]);
  });
});

describe("going back to a day", () => {
  it("shows first what it changes, and everything can be used again", async () => {
    const { platform, user } = await openRules();
    fireEvent.change(screen.getByTestId("back-day"), { target: { value: "2026-10-31" } });
    await user.click(screen.getByTestId("go-back"));
    await user.click(await screen.findByTestId("accept-do"));
    expect(await screen.findByTestId("gone-back")).toHaveTextContent("Later releases do not count");
    await user.click(screen.getByTestId("use-everything"));
    await user.click(await screen.findByTestId("accept-do"));
    await waitFor(() => expect(screen.queryByTestId("gone-back")).not.toBeInTheDocument());
    expect(asked(platform, "go_back_to")).toEqual([{ day: "2026-10-31" }, { day: null }]);
    expect(asked(platform, "what_changes")).toHaveLength(2);
  });
});

describe("what changes", () => {
  async function ask(platform = fakePlatform()) {
    const opened = await openRules(platform, "changes");
    await opened.user.click(screen.getByTestId("changes-ask"));
    return opened;
  }

  it("on another day asks for that day, and says that nothing is written", async () => {
    const { platform, user } = await openRules(fakePlatform(), "changes");
    fireEvent.change(screen.getByTestId("changes-day"), { target: { value: "2027-01-02" } });
    await user.click(screen.getByTestId("changes-ask"));
    await screen.findByTestId("run-ended");
    expect(asked(platform, "what_changes")).toEqual([
      { rules: { kind: "same" }, on: "2027-01-02", language: "en" },
    ]);
    expect(screen.getByTestId("changes")).toHaveTextContent("Nothing is written by this");
    expect(screen.queryByTestId("accept")).not.toBeInTheDocument();
  });

  it.each([
    ["changes-headline", "80 of 320 waiting declarations would change"],
    ["lane-green-red", "Green → becomes Red 12"],
    ["lane-red-green", "Red → becomes Green 4"],
    ["changed-rule-GL-H7-021", "+43–"],
    ["changed-rule-GL-VAL-002", "–−6"],
    ["changes-charges", "EUR 37 €111.00 €222.00"],
  ])("tells in %s: %s", async (part, words) => {
    await ask();
    await screen.findByTestId("run-ended");
    expect(closedUp(screen.getByTestId(part).textContent)).toContain(closedUp(words));
  });

  it("gives examples, each of which opens its declaration", async () => {
    const { platform, user } = await ask();
    await screen.findByTestId("run-ended");
    const [first] = screen.getAllByTestId("example");
    expect(screen.getAllByTestId("example")).toHaveLength(12);
    expect(first).toHaveTextContent("+GL-H7-021");
    await user.click(screen.getByTestId("examples-more"));
    expect(screen.getAllByTestId("example")).toHaveLength(40);
    const lrn = platform.rows[4]?.lrn ?? "";
    await user.click(screen.getByTestId(`open-${lrn}`));
    expect(await screen.findByTestId("review-lrn")).toHaveTextContent(lrn);
  });

  it("shows all of them in the queue", async () => {
    const { platform, user } = await ask();
    await user.click(await screen.findByTestId("changes-show-all"));
    expect(await screen.findByTestId("chip-changed_by")).toHaveTextContent("by other rules");
    await waitFor(() =>
      expect(asked(platform, "queue")).toContainEqual(
        expect.objectContaining({ filter: { changed_by: fakeRun().job } }),
      ),
    );
  });

  it("is still there when one comes back from the queue", async () => {
    const { user } = await ask();
    await user.click(await screen.findByTestId("changes-show-all"));
    await screen.findByTestId("chip-changed_by");
    await user.keyboard("w");
    expect(await screen.findByTestId("changes-headline")).toHaveTextContent("80 of 320");
  });

  it("can be stopped, and says how far it came", async () => {
    const platform = fakePlatform();
    const changes = fakeChanges(platform.rows.slice(0, 40));
    const run = fakeRun({ stage: "running", done: 40, changes });
    platform.answer({
      what_changes: () => run,
      rejudging_status: () => run,
      cancel_rejudging: () => ({ ...run, stage: "cancelled" }),
    });
    const { user } = await ask(platform);
    expect(await screen.findByTestId("run-progress")).toHaveTextContent("40 of 320");
    await user.click(screen.getByTestId("run-stop"));
    expect(await screen.findByTestId("run-ended")).toHaveTextContent(
      "10 of 40 waiting declarations would change",
    );
    expect(asked(platform, "cancel_rejudging")).toEqual([{ job: run.job }]);
  });

  it.each([
    [fakeRun(), "Nothing would change in the 320 declarations"],
    [fakeRun({ done: 0, total: 0 }), "none waits for someone"],
  ])("says so where nothing changes", async (run, words) => {
    const platform = fakePlatform();
    platform.answer({ what_changes: () => run });
    await ask(platform);
    expect(await screen.findByTestId("changes-headline")).toHaveTextContent(words);
    expect(screen.queryByTestId("changes-show-all")).not.toBeInTheDocument();
  });
});

describe("a queue that is behind", () => {
  it("is judged again, and how that ended is said", async () => {
    const { platform, user } = await openRules(busy());
    expect(screen.getByTestId("rules-behind")).toHaveTextContent("judged by other rules");
    await user.click(screen.getByTestId("judge-again"));
    await screen.findByTestId("run-ended");
    expect(screen.getByTestId("changes-headline")).toHaveTextContent(
      "80 of 320 waiting declarations are judged otherwise now",
    );
    expect(screen.queryByText(/Nothing is written/)).not.toBeInTheDocument();
    expect(asked(platform, "judge_again")).toHaveLength(1);
    await user.click(screen.getByTestId("judged-close"));
    expect(screen.queryByTestId("rules-behind")).not.toBeInTheDocument();
  });
});

describe("the office's own rules", () => {
  const OWN = '[lists]\noffice_friends = "BE0428759497"\n';

  it("are tried on the queue while they are written, and saved", async () => {
    const { platform, user } = await openRules(fakePlatform(), "own");
    expect(screen.getByTestId("own-save")).toBeDisabled();
    expect(screen.getByText(/begin with OFFICE-/)).toHaveTextContent("office_");
    fireEvent.change(screen.getByTestId("own-text"), { target: { value: OWN } });
    expect(asked(platform, "what_changes")).toEqual([]);
    await screen.findByTestId("run-ended");
    expect(asked(platform, "what_changes")).toEqual([
      { rules: { kind: "office", text: OWN }, on: null, language: "en" },
    ]);
    await user.click(screen.getByTestId("own-save"));
    await waitFor(() => expect(asked(platform, "save_office_rules")).toEqual([{ text: OWN }]));
    await waitFor(() => expect(screen.getByTestId("own-save")).toBeDisabled());
    expect(screen.getByTestId("own-text")).toHaveValue(OWN);
  });

  it("are looked at once, however much is typed in one go", async () => {
    const { platform, user } = await openRules(fakePlatform(), "own");
    await user.type(screen.getByTestId("own-text"), "# a note");
    await screen.findByTestId("run-ended");
    expect(asked(platform, "what_changes")).toHaveLength(1);
  });

  it("begin with an example that is put in", async () => {
    const { user } = await openRules(fakePlatform(), "own");
    await user.click(screen.getByTestId("own-example"));
    expect(screen.getByTestId<HTMLTextAreaElement>("own-text").value).toContain("OFFICE-1");
    expect(screen.queryByTestId("own-example")).not.toBeInTheDocument();
  });

  it("say in which line they cannot be read, and keep what was written", async () => {
    const { user } = await openRules(fakePlatform(), "own");
    const text = "# ours\n[[rule]\n";
    fireEvent.change(screen.getByTestId("own-text"), { target: { value: text } });
    await user.click(screen.getByTestId("own-preview"));
    expect(await screen.findByTestId("failure")).toHaveTextContent("line 2, column 7");
    await user.click(screen.getByTestId("own-save"));
    await waitFor(() => expect(screen.getAllByTestId("failure")).toHaveLength(2));
    expect(screen.getByTestId("own-text")).toHaveValue(text);
  });

  it("wait on the page while one looks elsewhere", async () => {
    const { user } = await openRules(busy(), "own");
    expect(screen.getByTestId("own-text")).toHaveValue(busyShelf().office);
    fireEvent.change(screen.getByTestId("own-text"), { target: { value: OWN + "# more" } });
    await user.click(screen.getByTestId("rules-tab-changes"));
    await user.click(screen.getByTestId("which-office"));
    await user.click(screen.getByTestId("changes-ask"));
    expect(await screen.findByTestId("accept-do")).toHaveTextContent("Save");
    await user.click(screen.getByTestId("rules-tab-own"));
    expect(screen.getByTestId("own-text")).toHaveValue(OWN + "# more");
  });
});

it("is one page away by key and by name", async () => {
  const platform = fakePlatform();
  window.location.hash = "";
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("review-lrn");
  await user.keyboard("{Shift>}R{/Shift}");
  expect(await screen.findByTestId("rules-page")).toBeInTheDocument();
  expect(screen.getByTestId("page-rules")).toHaveAttribute("aria-current", "page");
});

it("says why the rules cannot be had, and tries again", async () => {
  const platform = fakePlatform();
  const packs = vi.fn(() => {
    throw failure("corrupt", "The store is damaged.");
  });
  platform.answer({ packs });
  window.location.hash = "#/rules";
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("error-state");
  platform.answer({ packs: () => fakeShelf({ releases: [fakeRelease()] }) });
  await user.click(screen.getByTestId("retry"));
  expect(await screen.findByTestId("release-eu-2")).toBeInTheDocument();
});
