import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import type { Exported, ExportRequest } from "../contract/contract";
import { openDesk, underReview } from "../testing/desk";
import { failure, fakePlatform, type Answers } from "../testing/fake";
import { choiceOf, slicesOf } from "./choices";

const WHOLE: Exported = {
  hash: "e1",
  file_name: "LGG-1.xml",
  size: "1024",
  declarations: 1,
  refused: 0,
  left_out: 0,
  missing: [],
};

const PARTLY: Exported = {
  ...WHOLE,
  declarations: 2,
  refused: 1,
  left_out: 2,
  missing: [
    {
      reference: "H1-1",
      whole: true,
      path: null,
      failure: {
        code: "other_data_set",
        message: "H1-1 is not written: it is an H1.",
        hint: "As XML.",
      },
    },
    {
      reference: "LGG-2",
      whole: false,
      path: "GoodsShipment/Buyer/Name",
      failure: { code: "no_column", message: "LGG-2 is written without it.", hint: "As JSON." },
    },
  ],
};

async function open(answer: Answers["export"], keys = "{Shift>}E{/Shift}") {
  const platform = fakePlatform({ answers: { export: answer } });
  const saved: string[][] = [];
  platform.saveBlob = (hash, fileName) => {
    saved.push([hash, fileName]);
    return Promise.resolve(true);
  };
  const user = await openDesk(platform);
  await user.keyboard(keys);
  await screen.findByTestId("export-dialog");
  const requests = () =>
    platform.asked.flatMap((each) =>
      each.command === "export" ? [each.request as ExportRequest] : [],
    );
  return { platform, user, saved, requests };
}

describe("an export", () => {
  it("of the declaration under review is saved at once where everything fits", async () => {
    const { user, saved, requests, platform } = await open(() => WHOLE);
    expect(screen.getByTestId("export-which")).toHaveTextContent(underReview());
    await user.selectOptions(screen.getByTestId("export-format"), "json");
    await user.click(screen.getByTestId("export-make"));
    await waitFor(() => expect(saved).toEqual([["e1", "LGG-1.xml"]]));
    const shown = platform.rows.find(({ lrn }) => lrn === underReview());
    expect(requests()).toEqual([{ format: "json", which: { by: "named", ids: [shown?.id] } }]);
    await waitFor(() => expect(screen.queryByTestId("export-dialog")).toBeNull());
    expect(await screen.findByText(/One declaration saved in LGG-1\.xml/)).toBeVisible();
  });

  it("says what does not fit before anything is saved", async () => {
    const { user, saved } = await open(() => PARTLY);
    await user.selectOptions(screen.getByTestId("export-format"), "h7-csv");
    await user.click(screen.getByTestId("export-make"));
    const missing = await screen.findByTestId("export-missing");
    expect(missing).toHaveTextContent("One declaration is not in the file.");
    expect(missing).toHaveTextContent("2 elements were left out");
    expect(within(missing).getByText("LGG-2, GoodsShipment/Buyer/Name")).toBeVisible();
    expect(missing).toHaveTextContent("and one more");
    expect(saved).toEqual([]);
    await user.click(screen.getByTestId("export-save"));
    await waitFor(() => expect(saved).toEqual([["e1", "LGG-1.xml"]]));
  });

  it("is made anew when another form is chosen", async () => {
    const { user, saved } = await open(({ format }) => (format === "wco" ? WHOLE : PARTLY));
    await user.selectOptions(screen.getByTestId("export-format"), "h7-xlsx");
    await user.click(screen.getByTestId("export-make"));
    await screen.findByTestId("export-missing");
    await user.selectOptions(screen.getByTestId("export-format"), "wco");
    expect(screen.queryByTestId("export-missing")).toBeNull();
    await user.click(screen.getByTestId("export-make"));
    await waitFor(() => expect(saved).toHaveLength(1));
  });

  it("takes the selection, or all that the queue shows", async () => {
    const { user, requests } = await open(() => WHOLE, "xjx{Shift>}E{/Shift}");
    expect(screen.getByTestId("export-which")).toHaveTextContent("The 2 selected declarations");
    await user.click(screen.getByTestId("export-make"));
    await waitFor(() => expect(screen.queryByTestId("export-dialog")).toBeNull());
    await user.keyboard("{Shift>}E{/Shift}");
    await user.selectOptions(await screen.findByTestId("export-which"), "shown");
    await user.click(screen.getByTestId("export-make"));
    await waitFor(() => expect(requests()).toHaveLength(2));
    const [first, second] = requests();
    expect(first?.which).toMatchObject({ by: "named" });
    expect(first?.which.by === "named" && first.which.ids).toHaveLength(2);
    expect(second?.which).toMatchObject({ by: "filtered", filter: { statuses: ["queued"] } });
  });

  it("that fails says why and stays open", async () => {
    const { user, saved } = await open(() => {
      throw failure("not_exported", "The export could not be written: no space left.");
    });
    await user.click(screen.getByTestId("export-make"));
    expect(await screen.findByText(/no space left/)).toBeVisible();
    expect(screen.getByTestId("export-dialog")).toBeVisible();
    expect(saved).toEqual([]);
  });
});

describe("the choices", () => {
  const none: ReadonlySet<string> = new Set();
  const shown = { filter: {}, sort: { field: "urgency", descending: false } } as const;

  it.each([
    ["nothing", none, null, ["shown"]],
    ["one under review", none, "a", ["one", "shown"]],
    ["a selection", new Set(["a", "b"]), "a", ["selection", "one", "shown"]],
  ])("with %s", (_, picked, selected, expected) => {
    expect(slicesOf({ picked, selected })).toEqual(expected);
  });

  it("name what is selected", () => {
    const choice = choiceOf("selection", { ...shown, picked: new Set(["a", "b"]), selected: null });
    expect(choice).toEqual({ by: "named", ids: ["a", "b"] });
  });
});
