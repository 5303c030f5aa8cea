import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";

import type { ImportProgress, ImportReport } from "../contract/contract";
import { openDesk } from "../testing/desk";
import { failure, fakePlatform } from "../testing/fake";
import { closeImport, stopImport } from "./store";

const REPORT: ImportReport = {
  files: [
    {
      path: "784-12345675.csv",
      format: "h7-csv",
      declarations: 3,
      amended: 1,
      unchanged: 0,
      messages: 0,
      refused: [
        {
          record: 4,
          line: 5,
          reference: "LGG-26-4",
          code: "too_few_columns",
          reason: "The row on line 5 has 36 columns; the header has 46.",
          hint: "Check for a missing semicolon.",
        },
      ],
      unknown_headers: [],
    },
  ],
  declarations: 3,
  new: 2,
  amended: 1,
  unchanged: 0,
  messages: 0,
  waiting: 0,
  refused: 1,
};

function progress(changes: Partial<ImportProgress>): ImportProgress {
  const sizes = { done_bytes: 60, total_bytes: 100, current: "784-12345675.csv" };
  return { job: "j1", stage: "running", ...sizes, report: REPORT, failure: null, ...changes };
}

const FILE = new File(["lrn;..."], "784-12345675.csv", { type: "text/csv" });

// The import outlives its dialog, and so it would outlive a test.
afterEach(() => {
  stopImport();
  closeImport();
});

async function openImport(platform = fakePlatform()) {
  const user = await openDesk(platform);
  await user.keyboard("{Shift>}i{/Shift}");
  await screen.findByTestId("import-dialog");
  return { platform, user };
}

describe("importing", () => {
  it("tells what came in and what was refused, with place, reason and way out", async () => {
    const { platform, user } = await openImport();
    platform.answer({
      start_import: () => progress({}),
      import_status: () => progress({ stage: "done" }),
    });
    await user.upload(screen.getByTestId("import-files"), FILE);
    const done = await screen.findByTestId("import-done");
    for (const [key, number] of Object.entries({ new: "2", amended: "1", refused: "1" })) {
      expect(within(done).getByTestId(`import-count-${key}`)).toHaveTextContent(number);
    }
    expect(screen.getByTestId("import-sum")).toHaveTextContent("4 records");
    const refused = screen.getByTestId("import-refused");
    for (const words of ["784-12345675.csv", "LGG-26-4", "36 columns", "missing semicolon"]) {
      expect(refused).toHaveTextContent(words);
    }
    expect(platform.asked.find(({ command }) => command === "start_import")?.request).toEqual({
      staged: ["staged:784-12345675.csv"],
    });
  });

  it("asks what unknown columns mean, offers what is likely, and remembers the answer", async () => {
    const { platform, user } = await openImport();
    const [file] = REPORT.files;
    const unknown_headers = [
      { header: "Prijs", samples: ["12,50", "9,50"], offers: ["value"] },
      { header: "Kleur", samples: [], offers: [] },
    ];
    const report = { ...REPORT, files: [{ ...file!, unknown_headers }] };
    const columns = ["lrn", "value", "currency"].map((name) => ({
      name,
      number: name === "value" ? "14 14 014" : "",
      required: true,
    }));
    platform.answer({
      start_import: () => progress({}),
      import_status: () => progress({ stage: "done", report }),
      header_mappings: () => ({ mappings: [], columns }),
      map_headers: ({ mappings }) => ({ mappings, columns }),
    });
    await user.upload(screen.getByTestId("import-files"), FILE);
    const headers = await screen.findByTestId("import-headers");
    expect(headers).toHaveTextContent("2 columns are not known");
    expect(headers).toHaveTextContent("12,50 · 9,50");
    expect(screen.getByTestId("import-headers-save")).toBeDisabled();
    const choice = await screen.findByTestId("import-header-Prijs");
    const likely = await within(choice).findByRole("group", { name: "Likely" });
    expect(likely).toHaveTextContent("value · 14 14 014");
    await user.selectOptions(choice, "value");
    await user.click(screen.getByTestId("import-headers-save"));
    expect(await screen.findByText(/Import the same files again/)).toBeInTheDocument();
    expect(platform.asked.find(({ command }) => command === "map_headers")?.request).toEqual({
      mappings: [{ header: "Prijs", column: "value" }],
    });
  });

  it("can be stopped: what came in stays, and the words say so", async () => {
    const { platform, user } = await openImport();
    let stopped = false;
    platform.answer({
      start_import: () => progress({}),
      import_status: () => progress({ stage: stopped ? "cancelled" : "running" }),
      cancel_import: () => {
        stopped = true;
        return progress({});
      },
    });
    await user.upload(screen.getByTestId("import-files"), FILE);
    expect(await screen.findByTestId("import-running")).toHaveTextContent("784-12345675.csv");
    await user.click(screen.getByTestId("import-cancel"));
    expect(await screen.findByTestId("import-cancelled")).toHaveTextContent(
      "What had come in stays.",
    );
  });

  it("goes on behind a closed dialog; a toast tells the end and opens the result", async () => {
    const { platform, user } = await openImport();
    let ended = false;
    platform.answer({
      start_import: () => progress({}),
      import_status: () => progress({ stage: ended ? "done" : "running" }),
    });
    await user.upload(screen.getByTestId("import-files"), FILE);
    await user.click(await screen.findByTestId("import-background"));
    expect(await screen.findByTestId("import-pill")).toHaveTextContent("60 %");
    ended = true;
    expect(await screen.findByTestId("toast")).toHaveTextContent("Import finished");
    await user.click(screen.getByTestId("toast-action"));
    expect(await screen.findByTestId("import-done")).toBeInTheDocument();
  });

  it("says in the desk's words why the files were not taken", async () => {
    const { platform, user } = await openImport();
    platform.answer({
      start_import: () => {
        throw failure("disk_full", "The disk is full.", "Free some space.");
      },
    });
    await user.upload(screen.getByTestId("import-files"), FILE);
    const refused = await screen.findByTestId("failure");
    expect(refused).toHaveTextContent("The disk is full. Free some space.".slice(0, 17));
    expect(refused).toHaveTextContent("Free some space.");
    await user.click(screen.getByTestId("import-again"));
    await waitFor(() => expect(screen.getByTestId("import-drop")).toBeInTheDocument());
  });
});
