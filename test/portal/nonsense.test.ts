import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { world } from "./people.ts";

const { db } = await testDatabase();
const at = await world(db);
const tab = await at.signedIn(at.olivia);

test.each([
  "/payments/resets/%00/half",
  "/invitations/%0D%0ASet-Cookie%3A%20a%3Db/ask",
  "/payments/approvals/%00",
  "/team/%00",
  "/team?q=%00",
  "/team?page=999999999999999999999",
  "/account/activity?before=1e30",
])("%s is an address that leads nowhere, and no fault of ours", async (path) => {
  expect((await tab.raw(path)).status).toBeLessThan(500);
  expect(at.logLines.filter((line) => line.includes("portal_fault"))).toEqual([]);
});
