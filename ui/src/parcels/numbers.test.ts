import { expect, it } from "vitest";

import { numbersIn } from "./numbers";

it.each([
  ["one", "LP000000002BE", ["LP000000002BE"]],
  ["one a line, as a spreadsheet gives them", "A1234567\r\nB1234567\n\n", ["A1234567", "B1234567"]],
  ["with commas, semicolons, tabs", "A1,B2; C3\tD4", ["A1", "B2", "C3", "D4"]],
  ["with spaces between", "LGG-26-0048217-01 784-12345675", ["LGG-26-0048217-01", "784-12345675"]],
  ["in groups", "RR 123 456 785 BE", ["RR123456785BE"]],
  ["a waybill in groups", "784-1234 5675", ["784-12345675"]],
  ["twice", "A1234567\nA1234567", ["A1234567"]],
  ["nothing", " \n ", []],
])("reads numbers %s", (_, text, numbers) => {
  expect(numbersIn(text)).toEqual(numbers);
});
