import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { samDetails } from "../helpers/people.ts";
import { textOf } from "./browser.ts";
import { recoveryCodeOn, secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

const samPassword = "seven wooden ladders";

/** Sam, who has set up the app and has the recovery code before him. */
async function saving() {
  const at = await world(db);
  const token = await at.invite(samDetails);
  const tab = at.newBrowser();
  const setUp = await tab.post(`/invitations/${token}`, { password: samPassword });
  const page = await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) });
  const savedAt = async () => {
    const [row] = await owner`select saved_at from recovery_codes where company_id = ${at.companyId}
      and voided_at is null order by created_at desc limit 1`;
    return row?.["saved_at"];
  };
  return { at, tab, secret: secretOn(setUp), code: recoveryCodeOn(page), savedAt };
}

test("R24: Continue is refused until the box is ticked, and the time of the tick is stored", async () => {
  const { at, tab, code, savedAt } = await saving();
  for (const fields of [{}, { saved: "" }, { other: "yes" }]) {
    const page = await tab.post("/recovery-code", fields);
    expect(page.status).toBe(422);
    expect(recoveryCodeOn(page)).toBe(code);
    expect(page.html).toContain('aria-describedby="saved-problem"');
    expect(await savedAt()).toBeNull();
  }
  expect((await tab.raw("/account/security")).location).toBe("/recovery-code");
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
  expect(await savedAt()).toEqual(at.deps.now());
});

test("R24: a reload shows the same code, and after the tick nothing shows it again", async () => {
  const { tab, code } = await saving();
  expect(recoveryCodeOn(await tab.get("/recovery-code"))).toBe(code);
  await tab.post("/recovery-code", { saved: "yes" });
  const after = [
    await tab.get("/recovery-code"),
    await tab.get("/recovery-code/download"),
    await tab.get("/"),
  ];
  for (const page of after)
    expect([page.path, page.html.includes(code)]).toEqual(["/account/security", false]);
});

test("the download is a text file with the code, never kept by a cache", async () => {
  const { tab, code } = await saving();
  const { html, headers } = await tab.raw("/recovery-code/download");
  expect(headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  expect(headers.get("Content-Disposition")).toMatch(
    /^attachment; filename="[a-z0-9-]+-recovery-code\.txt"$/,
  );
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(html.split("\r\n")).toContain(code);
});

test("R22: a code that was never ticked is asked for again at the next sign-in, before anything else", async () => {
  const { at, tab, secret, code } = await saving();
  await tab.post("/sign-out");
  const again = at.newBrowser();
  await again.post("/sign-in", { ...at.fields(samDetails), password: samPassword });
  const page = await again.post("/sign-in/verify", { code: at.nextCode(secret) });
  expect(page.path).toBe("/recovery-code");
  expect(recoveryCodeOn(page)).not.toBe(code);
  expect((await again.raw("/account/security")).location).toBe("/recovery-code");
});

test("after 30 minutes the code is gone, and a new one is made by a button", async () => {
  const { at, tab, code } = await saving();
  at.clock.advance(29 * 60_000);
  await tab.get("/recovery-code");
  at.clock.advance(2 * 60_000);
  const gone = await tab.get("/recovery-code");
  expect(textOf(gone)).toContain("Make a new code");
  expect(gone.html).not.toContain(code);
  expect((await tab.post("/recovery-code", { saved: "yes" })).status).toBe(422);
  const fresh = recoveryCodeOn(await tab.post("/recovery-code/new"));
  expect(fresh).toHaveLength(code.length);
  expect(fresh).not.toBe(code);
});
