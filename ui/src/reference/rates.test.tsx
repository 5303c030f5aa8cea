import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { openDesk } from "../testing/desk";
import { fakePlatform } from "../testing/fake";
import { fakeRates } from "./fakeRates";

async function openRates() {
  const user = await openDesk(fakePlatform({ answers: fakeRates() }));
  await user.click(screen.getByTestId("page-reference"));
  await screen.findByTestId("rates");
  return user;
}

it("says that samples count until a list is imported, and then which list does", async () => {
  const user = await openRates();
  expect(await screen.findByText(/No list was imported/)).toBeVisible();
  expect(screen.getByTestId("rate")).toHaveTextContent(
    "1.0912 USD for 1 EUR (rule packs, unverified)",
  );
  const file = new File(["<Envelope/>"], "eurofxref.xml");
  await user.upload(screen.getByTestId("rates-files"), file);
  expect(await screen.findByTestId("rate-list")).toHaveTextContent("64 tables, 1 replaced");
  expect(screen.getByTestId("rate")).toHaveTextContent("1.0912 USD for 1 EUR (ECB of");
  expect(await screen.findByText(/64 tables new/)).toBeVisible();
});

it("names the line for which a list does not come in", async () => {
  const user = await openRates();
  await user.upload(screen.getByTestId("rates-files"), new File(["x"], "rates.csv"));
  expect(await screen.findByText(/Nothing of rates.csv came in: line 2: USD: “x”/)).toBeVisible();
  expect(screen.queryByTestId("rate-list")).toBeNull();
});
