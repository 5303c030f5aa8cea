import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { openDesk, underReview } from "../testing/desk";
import { fakePlatform } from "../testing/fake";

it("finds a command as one types, shows its key and does it", async () => {
  const user = await openDesk(fakePlatform());
  const first = underReview();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByTestId("palette-input"), "appro");
  const item = await screen.findByTestId("palette-approve");
  expect(within(item).getByText("A")).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByTestId("palette-hold")).not.toBeInTheDocument());
  await user.click(item);
  await waitFor(() => expect(underReview()).not.toBe(first));
});

it("offers only what can be done now", async () => {
  const user = await openDesk(fakePlatform());
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByTestId("palette-input");
  expect(screen.queryByTestId("palette-approveSelected")).not.toBeInTheDocument();
  expect(screen.queryByTestId("palette-drawPolygon")).not.toBeInTheDocument();
});

it("has every key on one sheet", async () => {
  const user = await openDesk(fakePlatform());
  await user.keyboard("?");
  const sheet = await screen.findByTestId("keys-sheet");
  for (const words of ["Approve", "Hold", "Undo", "Next declaration", "Go to field"]) {
    expect(sheet).toHaveTextContent(words);
  }
});

it("does what the native menu asks for", async () => {
  const platform = fakePlatform();
  await openDesk(platform);
  platform.menu("keys");
  expect(await screen.findByTestId("keys-sheet")).toBeInTheDocument();
});
