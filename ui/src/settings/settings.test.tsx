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
  expect(document.documentElement.lang).toBe("fr");
  expect(platform.spoken).toEqual(["en", "fr"]);
});

it("says honestly where changes are", async () => {
  const user = await openDesk(fakePlatform());
  expect(screen.getByTestId("status-pill")).toHaveTextContent(
    "By itself · 12 changes on this desk",
  );
  await user.click(screen.getByTestId("status-pill"));
  expect(await screen.findByRole("dialog")).toHaveTextContent("No hub is connected");
});
