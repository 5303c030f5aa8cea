import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import type { PrintRecord } from "../contract/contract";
import { openDesk } from "../testing/desk";
import { fakePlatform, type Answers } from "../testing/fake";
import { firstChoice, firstLanguage, supersededPrint } from "./choices";

vi.mock("./PdfView", () => ({ PdfView: ({ hash }: { hash: string }) => <p>pages of {hash}</p> }));

const REFUSED = {
  code: "not_released",
  message: "LGG-1 has no release message, so no release note can be printed.",
  hint: "Import the authority's reply.",
};

const PRINTED: PrintRecord = {
  declaration: "d1",
  lrn: "LGG-1",
  document: "declaration",
  language: "en",
  hash: "p1",
  pages: 2,
  revision: 4,
  superseded: false,
  printer: null,
  by: "Lena Fox",
  at: "2026-11-20T10:00:00Z",
  file_name: "LGG-1 declaration r4.pdf",
};

const ANSWERS: Answers = {
  documents: () => ({
    documents: [
      { document: "release-note", refused: REFUSED },
      { document: "declaration", refused: null },
    ],
    languages: ["en", "fr"],
  }),
  preview: ({ document, language }) => ({
    hash: `${document}.${language}`,
    pages: 2,
    unprintable: language === "fr" ? ["𓀀"] : [],
  }),
  printers: () => ({
    printers: [
      { name: "Office", is_default: true },
      { name: "Counter", is_default: false },
    ],
  }),
  print: ({ printer }) => ({ ...PRINTED, printer: printer ?? null }),
};

async function openPrint(answers: Answers = ANSWERS) {
  const platform = fakePlatform({ answers });
  const user = await openDesk(platform);
  await user.keyboard("p");
  await screen.findByTestId("print-document-declaration");
  return { platform, user };
}

describe("the print dialog", () => {
  it("shows a refused document with the reason and the way out, and begins with another", async () => {
    await openPrint();
    const refused = screen.getByTestId("print-document-release-note");
    expect(refused).toHaveTextContent(REFUSED.message);
    expect(refused).toHaveTextContent(REFUSED.hint);
    expect(within(refused).getByRole("radio")).toBeDisabled();
    expect(
      within(screen.getByTestId("print-document-declaration")).getByRole("radio"),
    ).toBeChecked();
    expect(await screen.findByText("pages of declaration.en")).toBeInTheDocument();
  });

  it("previews in the chosen language and names characters that cannot be shown", async () => {
    const { user } = await openPrint();
    expect(screen.queryByTestId("print-unprintable")).not.toBeInTheDocument();
    await user.selectOptions(screen.getByTestId("print-language"), "fr");
    expect(await screen.findByText("pages of declaration.fr")).toBeInTheDocument();
    expect(screen.getByTestId("print-unprintable")).toHaveTextContent("𓀀");
  });

  it("prints on the chosen printer and tells the revision", async () => {
    const { platform, user } = await openPrint();
    await user.selectOptions(await screen.findByTestId("print-printer"), "Counter");
    await waitFor(() => expect(screen.getByTestId("print-send")).toBeEnabled());
    await user.click(screen.getByTestId("print-send"));
    expect(await screen.findByTestId("toast")).toHaveTextContent("revision 4, on Counter");
    const printed = platform.asked.find(({ command }) => command === "print");
    expect(printed?.request).toMatchObject({ document: "declaration", printer: "Counter" });
    expect(screen.queryByTestId("print-dialog")).not.toBeInTheDocument();
  });

  it("saves by key as the file that the desk names", async () => {
    const { platform, user } = await openPrint();
    const save = vi.spyOn(platform, "saveBlob");
    await waitFor(() => expect(screen.getByTestId("print-save")).toBeEnabled());
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(save).toHaveBeenCalledWith("p1", PRINTED.file_name));
    expect(await screen.findByTestId("toast")).toHaveTextContent("saved: revision 4");
  });

  it("says so where there is no printer; saving is still possible", async () => {
    await openPrint({ ...ANSWERS, printers: () => ({ printers: [] }) });
    expect(await screen.findByTestId("print-no-printer")).toHaveTextContent("No printer found");
    await waitFor(() => expect(screen.getByTestId("print-save")).toBeEnabled());
    expect(screen.getByTestId("print-send")).toBeDisabled();
  });
});

describe("what the dialog begins with", () => {
  const choices = [
    { document: "release-note", refused: REFUSED },
    { document: "duty-notice", refused: null },
    { document: "inspection-report", refused: null },
  ];

  it.each([
    ["the first that can be had", null, "duty-notice"],
    ["what the page is about", "inspection-report", "inspection-report"],
    ["not what is refused", "release-note", "duty-notice"],
  ])("%s", (_, about, expected) => {
    expect(firstChoice(choices, about)).toBe(expected);
  });

  it("the desk's language where documents have it", () => {
    expect(firstLanguage(["en", "fr"], "fr")).toBe("fr");
    expect(firstLanguage(["en", "fr"], "nl")).toBe("en");
  });
});

describe("superseded prints", () => {
  const old = { ...PRINTED, superseded: true };

  it.each<[string, PrintRecord[], number | null]>([
    ["none were printed", [], null],
    [
      "the newest is current",
      [
        { ...old, revision: 2 },
        { ...PRINTED, revision: 4 },
      ],
      null,
    ],
    [
      "all are old: the newest of them",
      [
        { ...old, revision: 2 },
        { ...old, revision: 3 },
      ],
      3,
    ],
    ["another document's do not count", [{ ...old, document: "duty-notice" }], null],
  ])("%s", (_, prints, revision) => {
    expect(supersededPrint(prints, "declaration")?.revision ?? null).toBe(revision);
  });
});
