import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { go } from "../app/route";
import { openDesk } from "../testing/desk";
import { failure, fakePlatform, type Answers } from "../testing/fake";
import { fakeLenses } from "./fakeLenses";

async function openLenses(answers: Answers = fakeLenses()) {
  const platform = fakePlatform({ answers });
  const user = await openDesk(platform);
  await user.click(screen.getByTestId("page-lenses"));
  await screen.findByTestId("lenses-page");
  return { platform, user };
}

it("says what was looked at, from what on it says something, and what it found", async () => {
  await openLenses();
  const page = await screen.findByTestId("lens-groups");
  expect(screen.getByTestId("lenses-page")).toHaveTextContent("12 400 declarations");
  expect(page).toHaveTextContent("2 parcels or more");
  expect(page).toHaveTextContent("€150.00");
  const group = within(page).getByTestId("group-1/BE 4000 2026-11-20");
  expect(group).toHaveTextContent("Anneke Maes");
  expect(group).toHaveTextContent("784-12345675");
});

it("opens a group's declarations in the queue", async () => {
  const { platform, user } = await openLenses();
  await user.click(await screen.findByTestId("open-1/BE 4000 2026-11-20"));
  expect(await screen.findByTestId("chip-lens")).toHaveTextContent("Split orders");
  const asked = platform.asked.findLast(({ command }) => command === "queue");
  expect(asked?.request).toMatchObject({
    filter: { lens: { lens: "splitting", group: "1/BE 4000 2026-11-20" } },
  });
});

it("shows a commodity's quantiles and the line that stands out", async () => {
  const { user } = await openLenses();
  await user.click(await screen.findByTestId("lens-value_per_kg"));
  expect(await screen.findByTestId("lens-spread")).toHaveTextContent("€210.50");
  const group = screen.getByTestId("group-7/851762");
  await user.click(within(group).getByText(/Show/));
  expect(within(group).getByText("€4.29")).toBeVisible();
});

it("counts unrelated sellers", async () => {
  const { user } = await openLenses();
  await user.click(await screen.findByTestId("lens-shared_ioss"));
  expect(await screen.findByTestId("group-3/IM0561234567")).toHaveTextContent(
    "4 unrelated sellers",
  );
});

it("says so where a lens finds nothing", async () => {
  const { user } = await openLenses();
  await user.click(await screen.findByTestId("lens-same_parcel"));
  expect(await screen.findByTestId("lens-nothing")).toBeVisible();
});

it("asks again until the whole history was read", async () => {
  await openLenses(fakeLenses({}, [99_500, 40]));
  expect(await screen.findByTestId("lens-groups")).toBeVisible();
});

it("says what is left to read", async () => {
  await openLenses(fakeLenses({ behind: 99_500 }));
  expect(await screen.findByTestId("lenses-reading")).toHaveTextContent("99 500");
});

it("says so on an empty desk", async () => {
  await openLenses(fakeLenses({ declarations: 0, since: null }));
  expect(await screen.findByTestId("lenses-none")).toBeVisible();
});

it("tells a failure", async () => {
  await openLenses({
    lenses: () => Promise.reject(failure("not_a_store", "lens.sqlite is another program's.")),
  });
  expect(await screen.findByTestId("error-state")).toHaveTextContent("lens.sqlite");
});

it("is reached by its address", async () => {
  await openLenses();
  go("lenses", "same_invoice");
  expect(await screen.findByTestId("lens-nothing")).toBeVisible();
});
