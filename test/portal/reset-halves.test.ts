import { beforeEach, describe, expect, test } from "vitest";
import { openHelpCall } from "../../src/flows/open-help-call.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { must } from "../helpers/people.ts";
import { halfSignedIn } from "../helpers/reset-story.ts";
import { givePhone } from "../helpers/texts.ts";
import { textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const petra = `/account/reset-mfa/${at.petra.userId}`;
const why = { kind: "reset", asks: "no", reason: "lost_phone", verified_how: "called", note: "Ticket 8841" };
const forgotten = { ...why, password_forgotten: "yes" };
const meaning =
  "The password is forgotten, too Somebody else must approve. You read half of the setup code to them.";
const oliviasCode = () => at.nextCode(at.olivia.secret);
const resets = async () =>
  owner`select outcome, is_password_forgotten from resets where company_id = ${at.companyId} order by executed_at`;
const asked = async () => (await owner`select details from requests where company_id = ${at.companyId}`)[0];

/** Petra's reset as Olivia asks for it, looked over and sent. */
async function askByOlivia({ isAlone = false } = {}) {
  if (!isAlone) await setRoles(at.deps, at.nora, { isPaymentsAdmin: true });
  const form = await at.tabs.olivia.get(petra);
  const drawn = await at.tabs.olivia.post(petra, {
    ...{ ...forgotten, challenge: challengeOn(form), forgotten_shown: "no", code: oliviasCode() },
  });
  const fields = { ...forgotten, asks: "yes", forgotten_shown: "yes", challenge: challengeOn(drawn) };
  return { drawn, send: () => at.tabs.olivia.post(petra, { ...fields, code: oliviasCode() }) };
}

describe("the password is forgotten, too", () => {
  test("R36 R38: the box says that somebody else must approve; ticked, the form is read anew before it is confirmed", async () => {
    expect(textOf(await at.tabs.olivia.get(petra))).toContain(meaning);
    const { drawn, send } = await askByOlivia();
    expect(drawn.status).toBe(422);
    for (const text of [
      "Nothing was sent yet.",
      "must agree first, because Petra forgot the password, too.",
      "you read them the other half",
      "By choosing Ask for approval you confirm",
    ])
      expect(textOf(drawn)).toContain(text);
    expect(typedOn(drawn)).toMatchObject({
      ...{ reason: "lost_phone", verified_how: "called", note: "Ticket 8841", password_forgotten: "yes" },
    });
    expect([await asked(), (await resets()).length]).toEqual([undefined, 0]);
    const done = await send();
    expect(textOf(done)).toContain("It has half of a code; I'll read you the other half.");
    expect(textOf(done)).toContain("When it's approved, you are shown the second half here");
    expect((await asked())?.["details"]).toMatchObject({
      isPasswordForgotten: true,
      attestation: expect.stringContaining("By choosing Ask for approval you confirm"),
    });
    expect(await resets()).toHaveLength(0);
  });

  test("R43: where nobody else could approve, it happens at once, and leads to the half", async () => {
    const { drawn } = await askByOlivia({ isAlone: true });
    expect(textOf(drawn)).toContain("the setup code comes in two halves");
    const fields = { ...forgotten, forgotten_shown: "yes", challenge: challengeOn(drawn) };
    const done = await at.tabs.olivia.post(petra, { ...fields, code: oliviasCode() });
    expect(textOf(done)).toContain("Half of a setup code emailed to petra@alvarezdrywall.example");
    expect(done.html).toMatch(/href="\/payments\/resets\/[^"]+\/half"/);
    expect((await asked())?.["details"]).toMatchObject({
      attestation: expect.stringContaining("By choosing Reset MFA you confirm"),
    });
  });

  test("R36: taken back, the form is the ordinary one again, and nothing was sent with the other's words", async () => {
    const { drawn } = await askByOlivia();
    const back = await at.tabs.olivia.post(petra, {
      ...{ ...why, asks: "yes", forgotten_shown: "yes", challenge: challengeOn(drawn), code: oliviasCode() },
    });
    expect([back.status, typedOn(back)["password_forgotten"]]).toEqual([422, undefined]);
    expect(textOf(back)).toContain("By choosing Reset MFA you confirm");
    expect([await asked(), (await resets()).length]).toEqual([undefined, 0]);
  });

  test("R28: a wrong code leaves the box ticked and the form the one that was read", async () => {
    const { drawn } = await askByOlivia();
    const fields = { ...forgotten, asks: "yes", forgotten_shown: "yes", challenge: challengeOn(drawn) };
    const slip = await at.tabs.olivia.post(petra, { ...fields, code: "000000" });
    expect(problemOn(slip, "code")).toBe("That code isn't right. 4 tries left.");
    expect(typedOn(slip)).toMatchObject({ password_forgotten: "yes", forgotten_shown: "yes" });
  });

  test("R41: whoever asks says it in the same form, is led to the half once it is approved, and nobody else is", async () => {
    const form = await at.tabs.sam.get(petra);
    expect(textOf(form)).toContain(meaning);
    const page = await at.tabs.sam.post(petra, { ...forgotten, kind: "ask", challenge: challengeOn(form) });
    expect((await asked())?.["details"]).toMatchObject({ isPasswordForgotten: true });
    expect(page.html).not.toContain("/half");
    const path = page.path ?? "";
    const approved = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${path}/approve` });
    expect(approved.html).not.toContain("/half");
    const half =
      /href="(\/payments\/resets\/[^"]+\/half)"/.exec((await at.tabs.sam.get(path)).html)?.[1] ?? "";
    expect(textOf(await at.tabs.sam.get(half))).toContain("Read Petra the second half");
    await at.tabs.sam.post(half);
    const shown = await at.tabs.sam.get(path);
    expect([shown.html.includes("/half"), textOf(shown)]).toEqual([
      false,
      expect.stringContaining("You were shown the second half"),
    ]);
    const renewal = await at.tabs.olivia.get(petra);
    expect(textOf(renewal)).toContain("there is a new half to be read out");
    expect(textOf(renewal)).not.toContain("Password forgotten too");
    const renewed = await at.fillIn(at.tabs.olivia, at.olivia, { path: petra, kind: "renew" });
    expect(textOf(renewed)).toContain("There is a new half to be read out, too.");
    expect((await at.tabs.sam.get(path)).html).toContain(half);
  });

  test("R36 R41: Password forgotten too, where a code was sent already, replaces the open reset once it is approved", async () => {
    await setRoles(at.deps, at.nora, { isPaymentsAdmin: true });
    await at.fillIn(at.tabs.olivia, at.olivia, { path: petra, ...why });
    const renewal = await at.tabs.olivia.get(petra);
    expect(textOf(renewal)).toContain("Is the password forgotten, too? Then a new code doesn't help.");
    const anew = await at.tabs.olivia.post(`${petra}/anew`, {
      ...{ challenge: challengeOn(renewal), password_forgotten: "yes" },
    });
    expect(textOf(anew)).toContain("must agree first, because Petra forgot the password, too.");
    expect(typedOn(anew)).toMatchObject({ password_forgotten: "yes", forgotten_shown: "yes" });
    const fields = { ...forgotten, asks: "yes", forgotten_shown: "yes", challenge: challengeOn(anew) };
    const page = await at.tabs.olivia.post(petra, { ...fields, code: oliviasCode() });
    expect((await resets()).map((one) => one["outcome"])).toEqual(["open"]);
    await at.fillIn(at.tabs.nora, at.nora, { path: `${page.path}/approve` });
    expect((await resets()).map((one) => [one["outcome"], one["is_password_forgotten"]])).toEqual([
      ["lapsed", false],
      ["open", true],
    ]);
  });
});

test("the card shows the number that the caller must read, and every way to sign in", async () => {
  const before = await at.tabs.olivia.get(petra);
  expect(textOf(before)).not.toContain("Help number");
  const { session } = await halfSignedIn(at.deps, at.petra);
  const { number } = must(await openHelpCall(at.deps, session));
  await givePhone(at.deps, at.petra.actor);
  const page = textOf(await at.tabs.olivia.get(petra));
  expect(page).toContain(
    `Help number ${number}: the caller must read it to you. It adds to a call, never replaces it.`,
  );
  expect(page).toMatch(/(Authenticator app, Text message|Text message, Authenticator app), last sign-in/);
});
