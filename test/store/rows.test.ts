import { expect, test } from "vitest";
import { inTenant } from "../../src/store/db.ts";
import { hitOne, onlyRow } from "../../src/store/rows.ts";
import { lockUser, raiseEpoch, updateUser } from "../../src/store/users.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

test("B8: a write to another tenant's row hits nothing, and says so instead of succeeding", async () => {
  const { deps, clock } = testDeps(db);
  const one = await acme(deps, clock);
  const two = await acme(deps, clock, { name: "Other Builders" });
  const inTwo = <T>(work: Parameters<typeof inTenant<T>>[2]) => inTenant(db, two.companyId, work);
  await expect(inTwo((tx) => updateUser(tx, one.olivia.userId, { firstName: "X" }))).rejects.toThrow(
    "0 rows",
  );
  await expect(inTwo((tx) => raiseEpoch(tx, one.olivia.userId))).rejects.toThrow("0 rows");
  await expect(inTwo((tx) => lockUser(tx, one.olivia.userId))).rejects.toThrow("0 rows");
  const rows = await owner`select first_name, mfa_epoch from users where id = ${one.olivia.userId}`;
  expect(rows).toEqual([{ first_name: "Olivia", mfa_epoch: 0 }]);
});

test("B8: rows are counted", () => {
  expect(onlyRow([7], "row")).toBe(7);
  expect(() => onlyRow([], "row")).toThrow("row: 0 rows");
  expect(() => onlyRow([1, 2], "row")).toThrow("row: 2 rows");
  expect([hitOne([], "row"), hitOne([1], "row")]).toEqual([false, true]);
  expect(() => hitOne([1, 2], "row")).toThrow("row: 2 rows");
});
