import { expect, test } from "vitest";
import { openGrantForm } from "../../src/flows/open-grant-form.ts";
import { openProceed, proceedWithRequest } from "../../src/flows/proceed-with-request.ts";
import { requestGrant } from "../../src/flows/request-grant.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustRefuse, samDetails } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

test("R36: when the last who could decide has been gone for a week, whoever asked goes on with the own code, marked and told", async () => {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const colleague = (firstName: string) =>
    company.join({ ...samDetails, firstName, email: `${firstName.toLowerCase()}@acmebuilders.example` });
  const [marcus, nora] = [await colleague("Marcus"), await colleague("Nora")];
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  await setRoles(deps, nora, { isSystemAdministrator: true });
  await owner`update companies set policy = '{"breakGlassAfterMs": null}'`;
  await setRoles(deps, marcus, { isSystemAdministrator: false });
  // He counts for seven days; half a day before their end a request begins to wait for him.
  clock.advance(7 * day - hour / 2);
  const { olivia } = company;
  const form = must(await openGrantForm(deps, olivia.actor, { userId: nora.userId }));
  const code = () => codeOf(deps, olivia.secret);
  const asked = must(
    await requestGrant(deps, olivia.actor, {
      challengeId: form.challengeId,
      code: code(),
      why: "Runs payments",
    }),
  );
  expect(asked.facts.request.state).toBe("pending");
  const requestId = asked.facts.request.id;
  expect(mustRefuse(await openProceed(deps, olivia.actor, requestId)).code).toBe("wait_for_approval");
  clock.advance(hour);
  await runTimers(deps);
  expect(await messageKinds(deps, company.companyId)).toContain("request_notice");
  const { challengeId } = must(await openProceed(deps, olivia.actor, requestId));
  const done = must(await proceedWithRequest(deps, olivia.actor, { challengeId, code: code() }));
  expect(done.facts.request).toMatchObject({ state: "executed", isReducedQuorum: true, isBreakGlass: false });
  const [grants] = await owner`select count(*)::int from grants where revoked_at is null`;
  expect(grants?.["count"]).toBe(2);
});
