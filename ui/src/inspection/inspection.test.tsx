import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { App } from "../app/App";
import { failure, fakePlatform, type FakePlatform } from "../testing/fake";
import { fakePhoto, letInspect } from "./fakeInspection";
import { readAnnotation, type Region } from "./webAnnotation";

const DRAWN: Region = { kind: "box", x: 10, y: 20, width: 300, height: 200 };

// A page without layout draws no pictures: in their place stands a button that draws a box.
vi.mock("./PhotoCanvas", () => ({
  PhotoCanvas: ({ onDraw }: { onDraw: (region: Region) => void }) => (
    <button onClick={() => onDraw(DRAWN)}>draw</button>
  ),
}));

async function openInspection(platform: FakePlatform) {
  window.location.hash = `#/inspection/${platform.rows[0]?.id}`;
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("inspection");
  return user;
}

describe("the record", () => {
  it("is saved by itself, numbers as decimals, and says when", async () => {
    const platform = fakePlatform();
    const state = letInspect(platform);
    const user = await openInspection(platform);
    expect(screen.getByTestId("inspection-saved")).toHaveTextContent("Nothing recorded yet");
    await user.type(screen.getByTestId("measured-1-gross_mass"), "0,9");
    await waitFor(() => expect(state.inspection?.record.measured).toHaveLength(1));
    expect(state.inspection?.record.measured[0]).toMatchObject({ item: 1, gross_mass: "0.9" });
    await waitFor(() =>
      expect(screen.getByTestId("inspection-saved")).toHaveTextContent(/^Saved .* by Lena Fox/),
    );
    expect(screen.getByTestId("measured-1-gross_mass")).toHaveValue("0,9");
  });

  it("tells differences by sign and word", async () => {
    const platform = fakePlatform();
    letInspect(platform);
    const user = await openInspection(platform);
    await user.type(screen.getByTestId("measured-1-packages"), "3");
    const row = within(screen.getByTestId("measured-1"));
    expect(row.getByText(/\+?2 more/)).toHaveTextContent("+2 more");
    expect(screen.getByTestId("inspection-differences")).toHaveTextContent("1 difference");
  });

  it("keeps what is no number to be mended, and says it was left out", async () => {
    const platform = fakePlatform();
    const state = letInspect(platform);
    const user = await openInspection(platform);
    await user.type(screen.getByTestId("measured-1-packages"), "few");
    await user.type(screen.getByTestId("inspection-remarks"), "opened");
    await user.tab();
    await waitFor(() => expect(state.inspection?.record.remarks).toBe("opened"));
    expect(state.inspection?.record.measured).toEqual([]);
    expect(screen.getByTestId("measured-1-packages")).toHaveValue("few");
    await waitFor(() =>
      expect(screen.getByTestId("inspection-saved")).toHaveTextContent("left out"),
    );
  });

  it("says when it could not be saved, and tries again", async () => {
    const platform = fakePlatform();
    letInspect(platform);
    const user = await openInspection(platform);
    platform.answer({
      record_inspection: () => {
        throw failure("disk_full", "The disk is full.", "Free some space.");
      },
    });
    await user.type(screen.getByTestId("inspection-remarks"), "opened");
    await user.tab();
    const mark = await screen.findByRole("alert");
    expect(mark).toHaveTextContent("Not saved: The disk is full. Free some space.");
    const state = letInspect(platform);
    await user.click(within(mark).getByRole("button"));
    await waitFor(() => expect(state.inspection?.record.remarks).toBe("opened"));
  });
});

describe("photos", () => {
  it("are added one by one; a refused one says why beside the others", async () => {
    const platform = fakePlatform();
    letInspect(platform);
    const user = await openInspection(platform);
    await user.upload(
      screen.getByTestId("photo-file"),
      new File(["x"], "front.jpg", { type: "image/jpeg" }),
    );
    expect(await screen.findAllByTestId("photo-thumb")).toHaveLength(1);
    platform.answer({
      attach: () => {
        throw failure(
          "not_a_picture",
          "“notes.jpg” is not a picture.",
          "Attach a PNG or JPEG file.",
        );
      },
    });
    await user.upload(
      screen.getByTestId("photo-file"),
      new File(["x"], "notes.jpg", { type: "image/jpeg" }),
    );
    const refused = await screen.findByTestId("failure");
    expect(refused).toHaveTextContent("notes.jpg was not added");
    expect(refused).toHaveTextContent("Attach a PNG or JPEG file.");
    expect(screen.getAllByTestId("photo-thumb")).toHaveLength(1);
  });

  it("carry regions, noted and tied to a field and a finding", async () => {
    const platform = fakePlatform();
    const state = letInspect(platform, { photos: [fakePhoto("front.jpg")] });
    const user = await openInspection(platform);
    await user.click(await screen.findByText("draw"));
    const note = await screen.findByTestId("annotation-note");
    await waitFor(() => expect(note).toHaveFocus());
    await user.type(note, "label says VN");
    await user.click(screen.getByTestId("annotation-field"));
    await user.type(screen.getByTestId("annotation-field"), "commodity");
    await user.click(await screen.findByRole("option", { name: /Item 1 · Commodity code/ }));
    await user.click(screen.getByTestId("annotation-finding"));
    await user.click(await screen.findByRole("option", { name: /GL-H7-014/ }));
    const stored = () =>
      state.evidence[0]?.annotations.map(({ annotation }) => readAnnotation(annotation));
    await waitFor(() =>
      expect(stored()).toMatchObject([
        { region: DRAWN, note: "label says VN", element: "items/1/commodity", rule: "GL-H7-014" },
      ]),
    );
    await user.click(screen.getByTestId("annotation-remove"));
    await waitFor(() => expect(stored()).toEqual([]));
  });
});

describe("closing", () => {
  const recorded = {
    record: { control_type: "40", measured: [], seals: [], remarks: "opened" },
    by: "Lena Fox",
    at: "2026-11-20T10:00:00Z",
    closed: null,
  };

  it("says that it cannot be undone, is signed, and leaves nothing to change", async () => {
    const platform = fakePlatform();
    const state = letInspect(platform, { inspection: recorded });
    const user = await openInspection(platform);
    await user.keyboard("{Shift>}c{/Shift}");
    const dialog = await screen.findByTestId("inspection-close-dialog");
    expect(dialog).toHaveTextContent("This cannot be undone.");
    expect(dialog).toHaveTextContent("Signed by Lena Fox");
    expect(screen.getByTestId("inspection-sign")).toBeDisabled();
    await within(dialog).findByRole("option", { name: /A4/ });
    await user.selectOptions(screen.getByTestId("inspection-result"), "A4");
    await user.click(screen.getByTestId("inspection-sign"));
    expect(await screen.findByTestId("inspection-closed")).toHaveTextContent("Closed with A4");
    expect(state.inspection?.closed?.result).toBe("A4");
    expect(screen.getByTestId("inspection-remarks")).toHaveAttribute("readonly");
    expect(screen.queryByTestId("seal-add")).not.toBeInTheDocument();
  });

  it("waits for what is typed to be saved", async () => {
    const platform = fakePlatform();
    letInspect(platform, { inspection: recorded });
    const user = await openInspection(platform);
    platform.answer({
      record_inspection: () => {
        throw failure("disk_full", "The disk is full.");
      },
    });
    await user.type(screen.getByTestId("inspection-remarks"), " and sampled");
    await user.click(screen.getByTestId("action-closeInspection"));
    await screen.findByRole("option", { name: /A4/ });
    await user.selectOptions(screen.getByTestId("inspection-result"), "A4");
    await user.click(screen.getByTestId("inspection-sign"));
    expect(await screen.findByTestId("failure")).toHaveAttribute("data-code", "unsaved");
    expect(platform.asked.some(({ command }) => command === "close_inspection")).toBe(false);
  });
});
