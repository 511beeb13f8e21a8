import { beforeEach, expect, test } from "vitest";
import { maxAttempts } from "../../src/delivery/backoff.ts";
import { createSlackSenders } from "../../src/delivery/slack.ts";
import { auditAct } from "../../src/flows/audit-act.ts";
import { postAct } from "../../src/flows/post-act.ts";
import { inTenant } from "../../src/store/db.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { channelId } from "./request-rows.ts";
import { buttonsOf, methodsOf, postedTo, requestWorld } from "./request-world.ts";
import { deliverAll } from "./setup.ts";
import { startSlackApi } from "./slack-api.ts";

const { db, owner } = await testDatabase();
const api = await startSlackApi();

beforeEach(async () => {
  await owner`truncate outbox`;
  api.calls.length = 0;
  api.state.answer = () => undefined;
});

const world = () => requestWorld(db, api);
const fine = { is_private: true, is_archived: false, is_ext_shared: false, is_member: true };
const channelIs = (more: object) => {
  api.state.answer = ({ method }) =>
    method === "conversations.info" ? { body: { ok: true, channel: { ...fine, ...more } } } : undefined;
};

test("A13: a channel that became shared gets nothing: the request goes to each who can approve, and its fault is told once", async () => {
  const { deliver, askForPetra, company, postings, mails, olivia } = await world();
  channelIs({ is_ext_shared: true });
  const requestId = await askForPetra();
  await deliver();
  expect(postedTo(api, channelId)).toEqual([]);
  expect(await company()).toMatchObject({ approvalsChannelFault: "shared" });
  const copies = postedTo(api, "U0OLIVIA01").filter((call) => buttonsOf(call).length > 0);
  expect(copies.map(buttonsOf)).toEqual([["Review and approve", "Deny", "Ask Sam"]]);
  // A button counts where the row says that it stands: in Olivia's DM, and no more in the channel.
  expect(await postings(requestId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ recipientId: null, channelId: null }),
      expect.objectContaining({ recipientId: olivia.userId, channelId: "DU0OLIVIA01" }),
    ]),
  );
  const toMarcus = mails.filter(({ to }) => to === "marcus@acme.example");
  expect(toMarcus.map(({ subject }) => subject).sort()).toEqual([
    "Requests can't be posted in #payments-approvals any more",
    "Sam needs your decision about Petra",
  ]);
  const told = () =>
    postedTo(api, "U0OLIVIA01").filter(({ args }) =>
      args.get("text")?.includes("shared with another company"),
    );
  expect(told()).toHaveLength(1);
  await owner`update requests set state = 'cancelled'`;
  await askForPetra();
  await deliver();
  expect(told()).toHaveLength(1);
});

test("A13: a channel that became shared while the request waits gets no line in the thread: who asked hears by DM", async () => {
  const { deps, deliver, askForPetra, deny, company, sendMail } = await world();
  const requestId = await askForPetra();
  await deliver();
  api.calls.length = 0;
  channelIs({ is_ext_shared: true });
  await deny(requestId);
  // Another process, or the same one a minute later.
  const slack = createSlackSenders({ slackApiUrl: api.url, findToken: async () => "xoxb-acme" });
  await deliverAll(deps, { sendMail, slack });
  expect(postedTo(api, channelId)).toEqual([]);
  expect(postedTo(api, "U0SAM00001")[0]?.args.get("text")).toContain("*not verified*");
  // The buttons are gone all the same, and the fault is known.
  expect(methodsOf(api)).toContain("chat.update");
  expect(await company()).toMatchObject({ approvalsChannelFault: "shared" });
});

test("a channel that works again is used again, and its fault forgotten", async () => {
  const { deliver, askForPetra, company } = await world();
  channelIs({ is_archived: true });
  await askForPetra();
  await deliver();
  expect(await company()).toMatchObject({ approvalsChannelFault: "archived" });
  channelIs({});
  await owner`update requests set state = 'cancelled'`;
  await askForPetra();
  await deliver();
  expect(await company()).toMatchObject({ approvalsChannelFault: null });
  expect(postedTo(api, channelId)).toHaveLength(1);
  const kinds =
    await owner`select kind from audit_events where kind like 'approvals_channel_%' order by at, seq`;
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["approvals_channel_failed", "approvals_channel_works"]),
  );
});

test("R57: while Slack cannot say how the channel is, nothing is posted, nothing is told, and it is asked again", async () => {
  const { deliver, askForPetra, company, clock } = await world();
  api.state.answer = () => ({ status: 503, body: "down" });
  await askForPetra();
  await deliver();
  expect(api.posted()).toEqual([]);
  expect(await company()).toMatchObject({ approvalsChannelFault: null });
  api.state.answer = () => undefined;
  clock.advance(minute);
  await deliver();
  expect(postedTo(api, channelId)).toHaveLength(1);
});

test("R57: a post that Slack never takes is not lost: after the last try the copies go out", async () => {
  const { deliver, askForPetra, mails } = await world();
  api.state.answer = ({ method, args }) =>
    method === "chat.postMessage" && args.get("channel") === channelId
      ? { status: 503, body: "" }
      : undefined;
  await askForPetra();
  await owner`update outbox set attempts = ${maxAttempts - 1} where kind = 'request_post'`;
  await deliver();
  expect(postedTo(api, "U0OLIVIA01")).toHaveLength(1);
  expect(
    mails.some(({ to, subject }) => to === "marcus@acme.example" && subject.startsWith("Sam needs")),
  ).toBe(true);
});

test("R30 R57: who has no Slack gets a mail in which nothing decides: only the way to the request's page, behind sign-in", async () => {
  const { deliver, askForPetra, mails } = await world();
  channelIs({ is_private: false });
  const requestId = await askForPetra();
  await deliver();
  const mail = mails.find(
    ({ to, subject }) => to === "marcus@acme.example" && subject.startsWith("Sam needs"),
  );
  expect(mail?.text).toContain("Sam Okafor asks to reset MFA for Petra Alvarez");
  expect(mail?.text).toContain("/payments-me");
  const links = mail?.text.match(/https?:\S+/g) ?? [];
  const page = new RegExp(`/payments/approvals/${requestId}\\?company=acme-builders(-\\d+)?$`);
  expect(links).toEqual([expect.stringMatching(page)]);
});

test("an act without a request is one line that calls nobody: two calls", async () => {
  const { deps, deliver, olivia, petra, companyId } = await world();
  await inTenant(db, companyId, async (tx) => {
    const facts = { until: new Date(deps.now().getTime() + 4 * hour).toISOString() };
    const done = { actor: olivia.actor, kind: "user_held", subjectId: petra.userId, facts };
    await postAct(tx, deps, await auditAct(tx, deps, done));
  });
  await deliver();
  expect(methodsOf(api)).toEqual(["conversations.info", "chat.postMessage"]);
  const [line] = postedTo(api, channelId);
  expect(line?.args.get("text")).toMatch(/^Olivia Reyes locked the account of Petra Alvarez until <!date/);
  expect(line?.args.get("text")).not.toContain("<@");
});

test("who links Slack sees what waits for a decision of theirs, once", async () => {
  const { deliver, askForPetra, marcus, linkSlack } = await world();
  const requestId = await askForPetra();
  await deliver();
  api.calls.length = 0;
  await linkSlack(marcus, "U0MARCUS01");
  await deliver();
  const copies = postedTo(api, "U0MARCUS01").filter((call) => buttonsOf(call).includes("Review and approve"));
  expect(copies).toHaveLength(1);
  const [posting] =
    await owner`select channel_id from postings where ref_id = ${requestId} and recipient_id is not null`;
  expect(posting).toEqual({ channel_id: "DU0MARCUS01" });
});
