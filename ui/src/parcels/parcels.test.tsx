import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { App } from "../app/App";
import { underReview } from "../testing/desk";
import type { FakePlatform } from "../testing/fake";
import { scene } from "../testing/scenes";

async function ask(platform: FakePlatform, text: string) {
  window.location.hash = "#/parcels";
  const user = userEvent.setup();
  render(<App platform={platform} />);
  await user.click(await screen.findByTestId("parcel-numbers"));
  await user.paste(text);
  await user.keyboard("{Enter}");
  return user;
}

const lrn = (platform: FakePlatform, at: number) => platform.rows[at]?.lrn ?? "";

it("answers one number with its way: when, from whom, how old, what next", async () => {
  const platform = scene("offline");
  const user = await ask(platform, lrn(platform, 0));
  const accepted = await screen.findByTestId("stage-accepted");
  expect(accepted).toHaveAttribute("data-state", "now");
  expect(accepted).toHaveTextContent(/\d\d:\d\d · authority · learned 4 h ago/);
  expect(screen.getByTestId("stage-released")).toHaveTextContent("expected next");
  expect(screen.getByTestId("parcel-as-of")).toHaveTextContent("last news");
  expect(screen.getByTestId("parcels-as-of")).toHaveTextContent(/4\d min ago/);
  await user.click(screen.getByTestId("parcel-declaration"));
  await waitFor(() => expect(underReview()).toBe(lrn(platform, 0)));
});

it("answers many in a table, opened by arrow keys, and saves them", async () => {
  const platform = scene("connected");
  const save = vi.spyOn(platform, "saveText");
  const user = await ask(platform, `${lrn(platform, 0)}\n${lrn(platform, 1)}\nRR 123 456 785 CN`);
  expect(await screen.findByTestId("parcels-found")).toHaveTextContent("2 of 3 found");
  expect(screen.getByTestId("answer-RR123456785CN")).toHaveTextContent("Not known on this desk");
  screen.getByTestId("parcel-answers").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}");
  const card = await screen.findByTestId("parcel");
  expect(within(card).getByTestId("stage-stopped")).toHaveTextContent("Stopped");
  await user.click(screen.getByTestId("parcels-export"));
  const [csv, name] = save.mock.calls[0] ?? [];
  expect(csv?.split("\r\n")).toHaveLength(5);
  expect(name).toMatch(/^parcels [\d-]+\.csv$/);
});

it("draws only what is on the screen of a thousand", async () => {
  const platform = scene("connected");
  const numbers = Array.from({ length: 1_000 }, (_, at) => `LP${String(at).padStart(9, "0")}BE`);
  await ask(platform, numbers.join("\n"));
  expect(await screen.findByTestId("parcels-found")).toHaveTextContent("0 of 1 000 found");
  expect(screen.getAllByTestId(/^answer-/).length).toBeLessThan(100);
});

it("does not ask for more than a thousand", async () => {
  const platform = scene("connected");
  const numbers = Array.from({ length: 1_001 }, (_, at) => `LP${String(at).padStart(9, "0")}BE`);
  await ask(platform, numbers.join("\n"));
  expect(screen.getByTestId("parcels-page")).toHaveTextContent("1 001 numbers are too many");
  expect(screen.getByTestId("parcel-ask")).toBeDisabled();
  expect(platform.asked.some(({ command }) => command === "parcels")).toBe(false);
});

it("brings back what is on the hub only", async () => {
  const platform = scene("connected");
  const user = await ask(platform, lrn(platform, 2));
  expect(await screen.findByTestId("parcel-missing")).toHaveTextContent("On the hub only");
  await user.click(screen.getByTestId("parcel-fetch"));
  expect(await screen.findByTestId("toast")).toHaveTextContent("1 declaration is here again");
});
