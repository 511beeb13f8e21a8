import { beforeEach, describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/domain/policy.ts";
import { openPolicyForm, submitPolicy } from "../../src/flows/edit-policy.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { codeOf, must, password, type TestPerson } from "../helpers/people.ts";
import { reset } from "../helpers/reset-story.ts";
import { hands } from "../slack/matrix/attempt.ts";
import { resetActs } from "../slack/matrix/reset-acts.ts";
import { changesBetween, stateOf } from "../slack/matrix/rows.ts";
import type { By, Way } from "../slack/matrix/run.ts";
import { refusalIn } from "../slack/matrix/table.ts";
import { matrixWorld } from "../slack/matrix/world.ts";
import { browser, portal } from "./browser.ts";
import { resetActWays } from "./matrix/reset-ways.ts";
import { tabOf } from "./matrix/tab.ts";
import { secretOn } from "./people.ts";

const { db, owner } = await testDatabase();
const world = await matrixWorld({ db, owner });
const { deps, clock, companyId, slug, keeper } = world;
const { Olivia, Marcus, Sam, Nora, Sue } = world.people;
const app = portal(deps);
const both = { isSystemAdministrator: true, isPaymentsAdmin: true };

await keeper.keep("world");
beforeEach(() => keeper.restore("world"));

type Try = (
  by: TestPerson,
  subject: TestPerson,
  code?: string,
) => Promise<{ text: string; changes: string[] }>;

/** A reset through one front door at this very instant, with this code or the right one, and what it changed. */
function tries<Me extends By & { code: () => string }>(
  handsOf: (by: TestPerson) => Me | Promise<Me>,
  { door, forced }: { door: Way<Me>; forced?: Way<Me> },
): Try {
  return async (by, subject, code) => {
    const own = await handsOf(by);
    const me = code === undefined ? own : { ...own, code: () => code };
    const before = await stateOf(owner, companyId);
    // Where the door offers another act: the form that was open a moment ago, sent now.
    const shown = (await door(me, subject)) ?? (await forced?.(me, subject));
    const after = await stateOf(owner, companyId);
    return { text: shown?.text ?? "", changes: changesBetween(before.facts, after.facts) };
  };
}

const doors = {
  "in Slack": tries((by) => hands(world, by), resetActs(world).resets),
  "at the portal": tries((by) => tabOf(world, app, by), resetActWays(world).resets),
};

describe.each(Object.entries(doors))("B9: no grace %s", (_, resets) => {
  test("B9: whoever is given a role this instant needs a code and the approvals from the first act on", async () => {
    await setRoles(deps, Sam, both);
    for (const code of ["", "000000"]) {
      const { text, changes } = await resets(Sam, Nora, code);
      expect(text).toMatch(/code/i);
      expect(changes).toEqual([]);
    }
    const { changes } = await resets(Sam, Sue);
    expect(changes).toEqual(["+ request: reset Sue by Sam, pending"]);
  });

  test("B9: whoever loses a role this instant may do nothing with it any more", async () => {
    await setRoles(deps, Olivia, { isPaymentsAdmin: false });
    const { text, changes } = await resets(Olivia, Nora);
    expect(refusalIn(text)).toBe("pa");
    expect(changes).toEqual([]);
  });

  test("B9: stricter settings count from the instant in which they are saved", async () => {
    const { challengeId } = must(await openPolicyForm(deps, Marcus.actor));
    const policy = { ...defaultPolicy, approvals: { ...defaultPolicy.approvals, reset: 1 } };
    const code = codeOf(deps, Marcus.secret);
    must(await submitPolicy(deps, Marcus.actor, { challengeId, code, change: { policy } }));
    const { changes } = await resets(Olivia, Nora);
    expect(changes).toEqual(["+ request: reset Nora by Olivia, pending"]);
  });
});

const everywhere = ["/account/security", "/team", "/payments/approvals", "/payments/configuration"];

async function pathsFrom(tab: ReturnType<typeof browser>): Promise<(string | undefined)[]> {
  const pages = [];
  for (const path of everywhere) pages.push((await tab.get(path)).path?.split("?")[0]);
  return [...new Set(pages)];
}

test("B9: from the invitation on there is no moment without codes: not before set-up, not right after it", async () => {
  must(await world.invite(Marcus, colleague("Ann")));
  const { token } = await payloadOf(deps, companyId, "invitation_mail");
  const fields = { company: slug, email: "ann@acmebuilders.example", password };
  const [tab, other] = [browser(app), browser(app)];
  const page = await tab.post(`/invitations/${token}`, { password });
  expect(await pathsFrom(tab)).toEqual(["/enrol/app"]);
  await other.post("/sign-in", fields);
  expect(await pathsFrom(other)).toEqual(["/enrol/app"]);
  const code = codeOf(deps, secretOn(page));
  await tab.post("/enrol/app", { code });
  expect(await pathsFrom(tab)).toEqual(["/recovery-code"]);
  await tab.post("/recovery-code", { saved: "on" });
  expect(await pathsFrom(tab)).toEqual([undefined]);
  other.forget();
  await other.post("/sign-in", fields);
  expect(await pathsFrom(other)).toEqual(["/sign-in/verify"]);
  // The code that set the phone up is used.
  expect((await other.post("/sign-in/verify", { code })).status).toBe(422);
  expect(await pathsFrom(other)).toEqual(["/sign-in/verify"]);
});

test("B9: from the instant of a reset the old session opens nothing, and the password leads to the setup code only", async () => {
  const tab = await tabOf(world, app, Nora);
  expect((await tab.get("/account/security")).status).toBe(200);
  await reset(deps, clock, Olivia, Nora);
  expect(refusalIn((await tab.get("/account/security")).text)).toBe("out");
  const anew = browser(app);
  await anew.post("/sign-in", { company: slug, email: Nora.email, password });
  expect(await pathsFrom(anew)).toEqual(["/sign-in/setup-code"]);
});
