import { beforeEach, expect, test } from "vitest";
import { createSlackSenders } from "../../src/delivery/slack.ts";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { waitingModal } from "../../src/slack/reset-mfa/waiting-modal.ts";
import { inTenant, type Tx } from "../../src/store/db.ts";
import { findRequestFacts } from "../../src/store/request-facts.ts";
import { testDatabase } from "../helpers/database.ts";
import { codeOf, must, samDetails } from "../helpers/people.ts";
import { acmeWithPetra, ask } from "../helpers/reset-story.ts";
import { renderIn } from "./rendering.ts";
import { decided, givenApproved, givenRequest, now, requestId } from "./request-rows.ts";
import { deliverAll } from "./setup.ts";
import { startSlackApi } from "./slack-api.ts";

const { db, owner } = await testDatabase();
const api = await startSlackApi();

beforeEach(async () => {
  api.calls.length = 0;
  api.state.answer = () => undefined;
  await owner`truncate outbox`;
});

test.each([
  ["pending", (tx: Tx) => givenRequest(tx)],
  ["denied", (tx: Tx) => givenRequest(tx, { ...decided("denied"), denyReason: "not verified" })],
  ["cancelled", (tx: Tx) => givenRequest(tx, decided("cancelled"))],
  ["executed", (tx: Tx) => givenApproved(tx)],
] as const)("the view of a request that is %s is drawn as the Slack edge draws it", async (_, given) => {
  let drawn = "";
  const rendered = await renderIn(
    { db, owner },
    {
      kind: "request_view_update",
      ref: requestId,
      to: "sam",
      given: async (tx) => {
        await given(tx);
        const facts = await findRequestFacts(tx, { id: requestId, now });
        if (!facts) throw new Error("no request");
        const company = { displayName: "Acme Builders", timeZone: "America/New_York" };
        drawn = JSON.stringify(waitingModal({ companyId: "acme000000", company, facts }));
      },
    },
  );
  expect(rendered && "view" in rendered && rendered.view.view).toEqual(JSON.parse(drawn));
});

async function story() {
  const all = await acmeWithPetra(db);
  const sam = await all.join(samDetails, "U0SAM00001");
  const { submitted } = must(await ask(all.deps, sam, all.petra));
  const findToken = async () => "xoxb-acme";
  const slack = createSlackSenders({ slackApiUrl: api.url, findToken });
  const requestId = submitted.request.id;
  const externalId = `${all.companyId}.${requestId}.${sam.userId}`;
  return { ...all, sam, requestId, externalId, deliver: () => deliverAll(all.deps, { slack }) };
}

const updates = () => api.calls.filter((call) => call.method === "views.update");

test("the asker's open view updates itself when the request is decided", async () => {
  const { deps, clock, olivia, requestId: id, externalId, deliver } = await story();
  const { challengeId } = must(await openDecision(deps, olivia.actor, id));
  clock.advance(30_000);
  must(await approveRequest(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) }));
  await deliver();
  const [update] = updates();
  expect(update?.args.get("external_id")).toBe(externalId);
  expect(update?.args.get("view")).toContain("Approved by Olivia Reyes");
});

test("a view that was closed is no failure: the message tells it", async () => {
  const { deps, companyId, olivia, requestId: id, deliver } = await story();
  api.state.answer = ({ method }) =>
    method === "views.update" ? { body: { ok: false, error: "not_found" } } : undefined;
  must(await denyRequest(deps, olivia.actor, { requestId: id, reason: "not verified" }));
  await deliver();
  expect(updates()).toHaveLength(1);
  const rows = await inTenant(db, companyId, (tx) =>
    tx.execute(
      "select kind, delivered_at is not null as done from outbox where kind in ('request_view_update', 'request_notice') order by kind",
    ),
  );
  expect([...rows]).toEqual([
    { kind: "request_notice", done: true },
    { kind: "request_view_update", done: true },
  ]);
});
