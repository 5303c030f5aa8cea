import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { go } from "../app/route";
import { openDesk } from "../testing/desk";
import { fakePlatform } from "../testing/fake";
import { fakeTariff } from "./fakeTariff";

async function openTariff(imported = true) {
  const platform = fakePlatform({ answers: fakeTariff(imported) });
  const user = await openDesk(platform);
  await user.click(screen.getByTestId("page-tariff"));
  await screen.findByTestId("tariff-page");
  return { platform, user };
}

it("searches while one types and shows what a code means", async () => {
  const { user } = await openTariff();
  expect(await screen.findByTestId("edition-taric")).toHaveTextContent("from 2026-01-01");
  await user.type(screen.getByTestId("tariff-text"), "t-shirt cotton");
  const found = await screen.findByTestId("found-610910");
  expect(found).toHaveTextContent("Knitted clothing › T-shirts and vests");
  await user.click(found);
  const detail = await screen.findByTestId("tariff-detail");
  expect(await within(detail).findByTestId("tariff-code")).toHaveTextContent("6109 10");
  const facts = within(detail).getByTestId("tariff-facts");
  expect(facts).toHaveTextContent("Not declarable: choose a line below");
  expect(facts).toHaveTextContent("Supplementary unit: pce");
  expect(detail).toHaveTextContent("de coton");
});

it("says so when nothing is found", async () => {
  const { user } = await openTariff();
  await user.type(await screen.findByTestId("tariff-text"), "zebra");
  expect(await screen.findByText("Nothing found. Try fewer or other words.")).toBeVisible();
});

it("asks in the language that is chosen", async () => {
  const { platform, user } = await openTariff();
  await user.selectOptions(await screen.findByTestId("tariff-language"), "fr");
  await user.type(screen.getByTestId("tariff-text"), "cotton");
  await screen.findByTestId("found-610910");
  const asked = platform.asked.findLast(({ command }) => command === "tariff_search");
  expect(asked?.request).toMatchObject({ text: "cotton", language: "fr" });
});

it("is browsed with the keyboard", async () => {
  const { user } = await openTariff();
  await user.click(await screen.findByTestId("branch-61"));
  expect(await screen.findByTestId("tariff-code")).toHaveTextContent("61");
  await user.keyboard("{ArrowRight}");
  expect(await screen.findByTestId("branch-6109")).toHaveTextContent("T-shirts and vests");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByTestId("tariff-code")).toHaveTextContent("6109");
});

it("says what to do before anything is imported, and imports", async () => {
  const { platform, user } = await openTariff(false);
  expect(await screen.findByTestId("tariff-none")).toHaveTextContent(
    "No nomenclature imported yet",
  );
  await user.upload(screen.getByTestId("tariff-files"), new File(["x"], "taric.csv"));
  expect(await screen.findByTestId("edition-taric")).toBeInTheDocument();
  const asked = platform.asked.find(({ command }) => command === "import_nomenclature");
  expect(asked?.request).toMatchObject({ staged: ["staged:taric.csv"] });
});

it("tells what the desk says of a code that is not there", async () => {
  await openTariff();
  go("tariff", "9999");
  expect(await screen.findByTestId("error-state")).toHaveTextContent("There is no code 9999.");
});

it("is opened by the commodity code under review", async () => {
  const platform = fakePlatform({ answers: fakeTariff() });
  const user = await openDesk(platform);
  await user.click(screen.getByTestId("item-1-tariff"));
  expect(await screen.findByTestId("tariff-page")).toBeInTheDocument();
  expect(window.location.hash).toMatch(/^#\/tariff\/\d+/);
});

it("chooses a code for the field under amendment", async () => {
  const platform = fakePlatform({ answers: fakeTariff() });
  const user = await openDesk(platform);
  await user.keyboard("7");
  const element = await screen.findByTestId("element-items/1/commodity");
  await user.dblClick(element);
  await user.click(await screen.findByTestId("look-up-code"));
  const suggested = await screen.findByTestId("suggested-610910");
  expect(suggested).toHaveTextContent(
    "12 approved or released declarations with this description had it",
  );
  await user.click(suggested);
  expect(screen.getByTestId("element-value")).toHaveValue("610910");
});
