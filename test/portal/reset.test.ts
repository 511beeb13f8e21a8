import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { textOf } from "./browser.ts";
import { secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

const minute = 60_000;
const hour = 60 * minute;

test("after a reset: password, setup code, new app, new recovery code, and in", async () => {
  const at = await world(db);
  const { setupCode } = await at.resetPetra();
  const tab = at.newBrowser();
  const asked = await tab.post("/sign-in", at.fields(at.petra));
  expect(asked.path).toBe("/sign-in/setup-code");
  expect(textOf(asked)).toContain("Olivia Reyes reset your sign-in codes.");
  expect(textOf(asked)).toMatch(/come back before \w+, Nov \d+, \d+:\d\d [AP]M Eastern/);
  const setUp = await tab.post("/sign-in/setup-code", {
    code: ` ${setupCode.toLowerCase().replace("-", " ")}`,
  });
  expect(setUp.path).toBe("/enrol/app");
  expect((await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) })).path).toBe("/recovery-code");
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
});

test("a wrong kind of code and a wrong code each say what is the matter", async () => {
  const at = await world(db);
  await at.resetPetra();
  const tab = await at.withPassword(at.petra);
  const recovery = await tab.post("/sign-in/setup-code", { code: at.petra.recoveryCode });
  expect(textOf(recovery)).toContain(
    "That looks like your recovery code. Here we need the setup code from the email.",
  );
  const wrong = await tab.post("/sign-in/setup-code", { code: "AAAAA-AAAAA" });
  expect([wrong.status, textOf(wrong).includes("4 tries left")]).toEqual([422, true]);
  expect(wrong.html).not.toContain("AAAAA-AAAAA");
});

test("the code is sent again after two minutes, and the new one works", async () => {
  const at = await world(db);
  const { setupCode } = await at.resetPetra();
  const tab = await at.withPassword(at.petra);
  expect(textOf(await tab.get("/sign-in/setup-code"))).toMatch(/You can send it again at \d+:\d\d/);
  const early = await tab.post("/sign-in/setup-code/again");
  expect([early.status, textOf(early).includes("We just sent it")]).toEqual([429, true]);
  at.clock.advance(3 * minute);
  const sent = await tab.post("/sign-in/setup-code/again");
  expect(textOf(sent)).toContain("Sent. A new setup code is on its way to p•••@alvarezdrywall.example.");
  const { code = "" } = await payloadOf(at.deps, at.companyId, "setup_code_mail");
  expect(code).not.toBe(setupCode);
  expect((await tab.post("/sign-in/setup-code", { code: setupCode })).status).toBe(422);
  expect((await tab.post("/sign-in/setup-code", { code })).path).toBe("/enrol/app");
});

test("a lapsed reset offers to ask for a new code, which tells the requester", async () => {
  const at = await world(db);
  await at.resetPetra();
  at.clock.advance(73 * hour);
  const tab = await at.withPassword(at.petra);
  expect(textOf(await tab.get("/sign-in/setup-code"))).toContain("Your setup code has run out");
  const asked = await tab.post("/sign-in/setup-code/ask");
  expect(textOf(asked)).toMatch(/We told Olivia Reyes on \w+, Nov \d+/);
  expect((await tab.get("/sign-in/setup-code/ask")).path).toBe("/sign-in/setup-code");
});

test("a session that a reset ended is told so", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  await at.resetPetra();
  expect((await tab.raw("/account/security")).location).toBe("/sign-in?ended");
});

test("R48: the mailed link says who, when, why and what stopping does; only the POST stops, once", async () => {
  const at = await world(db);
  const { setupCode, stopToken } = await at.resetPetra();
  const tab = at.newBrowser();
  const page = await tab.get(`/not-me/${stopToken}`);
  for (const said of [
    "Petra Alvarez",
    "Olivia Reyes",
    "Lost or broken phone",
    "Eastern",
    "The setup code stops working.",
  ]) {
    expect(textOf(page)).toContain(said);
  }
  const outcome = async () =>
    (await owner`select outcome from resets where company_id = ${at.companyId}`)[0]?.["outcome"];
  expect(await outcome()).toBe("open");
  const stopped = await tab.post(`/not-me/${stopToken}`);
  expect(textOf(stopped)).toContain("The reset is stopped");
  expect(await outcome()).toBe("stopped");
  expect((await tab.post(`/not-me/${stopToken}`)).status).toBe(410);
  const thief = await at.withPassword(at.petra);
  expect((await thief.post("/sign-in/setup-code", { code: setupCode })).path).toBe("/sign-in/verify");
});

test("R48: after stopping, the owner is back with password and the old app's code", async () => {
  const at = await world(db);
  const { stopToken } = await at.resetPetra();
  await at.newBrowser().post(`/not-me/${stopToken}`);
  const tab = await at.withPassword(at.petra);
  const page = await tab.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
  expect(page.path).toBe("/recovery-code");
});

test("an unknown stop link leads on", async () => {
  const at = await world(db);
  const page = await at.newBrowser().get(`/not-me/${at.companyId}.${"x".repeat(43)}`);
  expect([page.status, textOf(page).includes("We don't know this link")]).toEqual([404, true]);
});

test("R48: after a completed reset was stopped, the person is not asked for a code that nothing can make", async () => {
  const at = await world(db);
  const { setupCode, stopToken } = await at.resetPetra();
  const tab = at.newBrowser();
  await tab.post("/sign-in", at.fields(at.petra));
  const setUp = await tab.post("/sign-in/setup-code", { code: setupCode });
  await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) });
  await at.newBrowser().post(`/not-me/${stopToken}`, {});
  const page = await at.newBrowser().post("/sign-in", at.fields(at.petra));
  expect(page.path).toBe("/sign-in/verify");
  expect(textOf(page)).toContain("No sign-in codes are set up");
  expect(textOf(page)).toContain("Olivia Reyes");
});
