import { expect, test } from "vitest";
import { boxColumns, boxPlace, partsOf } from "../../src/crypto/box-place.ts";

test.each(boxColumns)("R10: %s: its boxes name its table, its row, and what they are for", (name) => {
  const { table, column } = partsOf(name);
  expect(`${table}.${column}`).toBe(name);
  const place = boxPlace(name, "row1");
  expect(place).toMatchObject({ table, row: "row1" });
  expect(place.purpose).toBeTruthy();
});

test("R10: no box of one column opens in another, though the rows' ids be alike", () => {
  const places = boxColumns.map((name) => JSON.stringify(boxPlace(name, "row1")));
  expect(new Set(places).size).toBe(boxColumns.length);
});
