import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { App } from "../app/App";
import type { PrintRecord } from "../contract/contract";
import { underReview } from "../testing/desk";
import { fakePlatform } from "../testing/fake";

vi.mock("../printing/PdfView", () => ({
  PdfView: ({ hash }: { hash: string }) => <p>pages of {hash}</p>,
}));

function print(changes: Partial<PrintRecord>): PrintRecord {
  return {
    declaration: "d1",
    lrn: "LGG-1",
    document: "release-note",
    language: "en",
    hash: "h1",
    pages: 1,
    revision: 4,
    superseded: false,
    printer: "Office",
    by: "Lena Fox",
    at: "2026-11-20T10:00:00Z",
    file_name: "LGG-1 release-note r4.pdf",
    ...changes,
  };
}

function openDocuments(prints: PrintRecord[]) {
  const platform = fakePlatform({ answers: { prints: () => ({ prints, total: prints.length }) } });
  window.location.hash = "#/documents";
  const user = userEvent.setup();
  render(<App platform={platform} />);
  return { platform, user };
}

it("tells by word which prints are superseded, and opens them as they were", async () => {
  const old = print({ hash: "h0", revision: 2, superseded: true });
  const { platform, user } = openDocuments([print({}), old]);
  const rows = await screen.findAllByTestId("print-record");
  expect(rows.map((row) => /Superseded|Current/.exec(row.textContent ?? "")?.[0])).toEqual([
    "Current",
    "Superseded",
  ]);
  await user.click(rows[1]!);
  expect(await screen.findByText("pages of h0")).toBeInTheDocument();
  const save = vi.spyOn(platform, "saveBlob");
  await user.click(screen.getByTestId("document-save"));
  expect(save).toHaveBeenCalledWith("h0", old.file_name);
});

it("leads to the declaration", async () => {
  const platform = fakePlatform();
  const row = platform.rows[5]!;
  const { user } = openDocuments([print({ declaration: row.id, lrn: row.lrn })]);
  await user.click(await screen.findByTestId("print-record"));
  await user.click(await screen.findByTestId("document-jump"));
  await waitFor(() => expect(underReview()).toBe(row.lrn));
});

it("says how documents come about where there are none", async () => {
  openDocuments([]);
  expect(await screen.findByText("No documents printed yet")).toBeInTheDocument();
});
