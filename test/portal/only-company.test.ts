import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { textOf } from "./browser.ts";
import { world } from "./people.ts";

const { db } = await testDatabase();

test("where there is one company it is implied: email and password are enough", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const page = await tab.get("/sign-in");
  expect(page.html).not.toContain('<label for="company">');
  expect(textOf(page)).toContain("Acme Builders payments");
  expect(textOf(page)).not.toContain("another company");
  const { company: _, ...fields } = at.fields(at.olivia);
  expect((await tab.post("/sign-in", fields)).path).toBe("/sign-in/verify");
});
