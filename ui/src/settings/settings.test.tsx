import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { App } from "../app/App";
import { openDesk } from "../testing/desk";
import { fakePlatform } from "../testing/fake";

it("asks who works here before anything else", async () => {
  const platform = fakePlatform({ broker: null });
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await screen.findByTestId("sign-in");
  expect(screen.getByTestId("broker-office")).toHaveValue("BE532000");
  await user.click(screen.getByTestId("broker-save"));
  expect(screen.getByTestId("sign-in")).toHaveTextContent("Decisions need a name.");
  await user.type(screen.getByTestId("broker-name"), "Lena Fox{Enter}");
  await screen.findByTestId("queue");
  expect(platform.asked.find(({ command }) => command === "sign_in")?.request).toEqual({
    broker: { name: "Lena Fox", office: "BE532000", office_name: "Bierset" },
  });
});

it("keeps theme and language for the next time, and tells the native menu", async () => {
  const platform = fakePlatform();
  const user = await openDesk(platform);
  await user.keyboard("{Control>},{/Control}");
  await user.click(await screen.findByTestId("choose-dark"));
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.getItem("greenlane.theme")).toBe("dark");
  await user.click(screen.getByTestId("choose-fr"));
  await waitFor(() => expect(screen.getByTestId("settings")).toHaveTextContent("Réglages"));
  expect(localStorage.getItem("greenlane.language")).toBe("fr");
  expect(platform.spoken).toEqual(["en", "fr"]);
});

it.each([
  ["en", "English", "Settings", "en"],
  ["fr", "Français", "Réglages", "fr"],
  ["nl", "Nederlands", "Instellingen", "nl"],
  ["de", "Deutsch", "Einstellungen", "de"],
  ["zh", "中文", "设置", "zh-Hans"],
])("offers %s by its own name", async (language, name, title, tag) => {
  const user = await openDesk(fakePlatform());
  await user.keyboard("{Control>},{/Control}");
  const choice = await screen.findByText(name);
  expect(choice).toHaveAttribute("lang", tag);
  await user.click(choice);
  await waitFor(() => expect(screen.getByTestId("settings")).toHaveTextContent(title));
  expect(document.documentElement.lang).toBe(tag);
  expect(screen.getByTestId(`choose-${language}`)).toHaveAttribute("data-selected", "true");
});

it("lets someone choose a language from wherever they are", async () => {
  const platform = fakePlatform();
  const user = await openDesk(platform);
  platform.menu("language");
  const chosen = await screen.findByTestId("language-en");
  expect(chosen).toHaveAttribute("aria-checked", "true");
  await waitFor(() => expect(chosen).toHaveFocus());
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await waitFor(() => expect(screen.getByTestId("view-ready")).toHaveTextContent("Te behandelen"));
  expect(screen.queryByTestId("language-en")).not.toBeInTheDocument();
});

it("lets someone choose a language before anything else", async () => {
  const user = userEvent.setup();
  render(<App platform={fakePlatform({ broker: null })} />);
  await screen.findByTestId("sign-in");
  await user.click(screen.getByText("Deutsch"));
  await waitFor(() =>
    expect(screen.getByTestId("sign-in")).toHaveTextContent("Wer arbeitet an diesem Platz?"),
  );
});

it("says honestly where changes are", async () => {
  const user = await openDesk(fakePlatform());
  expect(screen.getByTestId("status-pill")).toHaveTextContent(
    "By itself · 12 changes on this desk",
  );
  await user.click(screen.getByTestId("status-pill"));
  expect(await screen.findByRole("dialog")).toHaveTextContent("No hub is connected");
});
