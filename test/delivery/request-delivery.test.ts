import { beforeEach, expect, test } from "vitest";
import { deliver } from "../../src/delivery/deliver.ts";
import { createMarker } from "../../src/delivery/marker.ts";
import { asWorker, inTenant } from "../../src/store/db.ts";
import { bringForward, claimDue, insertOutbox } from "../../src/store/outbox.ts";
import { sendCopy } from "../../src/store/request-copies.ts";
import { minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { until } from "../helpers/until.ts";
import { channelId } from "./request-rows.ts";
import { buttonsOf, methodsOf, postedTo, requestWorld } from "./request-world.ts";
import { publicUrl } from "./setup.ts";
import { startSlackApi } from "./slack-api.ts";

const { db, owner } = await testDatabase();
const api = await startSlackApi();

beforeEach(async () => {
  await owner`truncate outbox`;
  api.calls.length = 0;
  api.state.answer = () => undefined;
});

const world = () => requestWorld(db, api);

test("a request is posted once, with two calls: the channel is looked at, then it calls its approvers", async () => {
  const { deliver, askForPetra, postings } = await world();
  const requestId = await askForPetra();
  await deliver();
  expect(methodsOf(api)).toEqual(["conversations.info", "chat.postMessage"]);
  const [post] = postedTo(api, channelId);
  expect(post?.args.get("text")).toContain("*Sam Okafor asks to reset MFA for Petra Alvarez*");
  expect(post?.args.get("text")).toMatch(/^Marcus Bell <@U0OLIVIA01> |^<@U0OLIVIA01> Marcus Bell /);
  expect(buttonsOf(post)).toEqual(["Review and approve", "Deny", "Ask Sam"]);
  expect(await postings(requestId)).toMatchObject([{ channelId, recipientId: null, ts: expect.any(String) }]);
});

test("a decision draws every copy again without buttons, and stands in the thread: one call each", async () => {
  const { deps, deliver, askForPetra, approve, postings, clock, companyId, olivia } = await world();
  const requestId = await askForPetra();
  await deliver();
  // After five minutes Olivia gets a copy, as a person of her own.
  clock.advance(5 * minute);
  await sendCopyTo(deps, { companyId, requestId, recipientId: olivia.userId });
  await deliver();
  expect(buttonsOf(postedTo(api, "U0OLIVIA01")[0])).toEqual(["Review and approve", "Deny", "Ask Sam"]);
  const root = (await postings(requestId)).find((one) => one.recipientId === null);
  api.calls.length = 0;
  await approve(requestId);
  await deliver();
  const redraws = api.calls.filter(({ method }) => method === "chat.update");
  expect(new Set(redraws.map(({ args }) => args.get("channel")))).toEqual(
    new Set([channelId, "DU0OLIVIA01"]),
  );
  for (const redraw of redraws) {
    expect(buttonsOf(redraw)).toEqual([]);
    expect(redraw.args.get("text")).toMatch(
      /Approved by Olivia Reyes, <!date\^.*Reset, waiting for Petra\./s,
    );
  }
  const [reply] = postedTo(api, channelId);
  expect(reply?.args.get("thread_ts")).toBe(root?.ts);
  expect(reply?.args.get("text")).toContain("*Petra's MFA is reset.*");
  const [notice] = postedTo(api, "U0SAM00001");
  expect(notice?.args.get("text")).toContain("*Tell Petra:*");
  // And the view that Sam may still have open.
  expect(api.calls.map((call) => call.method).filter((method) => method === "views.update")).toHaveLength(1);
  expect(api.calls).toHaveLength(5);
});

test("what happens before the message has left waits for it, then follows at once", async () => {
  const { deliver, askForPetra, deny, clock } = await world();
  api.state.answer = ({ method }) =>
    method === "chat.postMessage" ? { status: 503, body: "down" } : undefined;
  const requestId = await askForPetra();
  await deliver();
  await deny(requestId);
  await deliver();
  expect(methodsOf(api)).not.toContain("chat.update");
  api.state.answer = () => undefined;
  api.calls.length = 0;
  clock.advance(7 * second);
  await deliver();
  const [root, reply] = postedTo(api, channelId);
  expect(root?.args.get("text")).toContain("Denied by Olivia Reyes");
  expect(buttonsOf(root)).toEqual([]);
  expect(reply?.args.get("thread_ts")).toBeTruthy();
  expect(reply?.args.get("text")).toContain("*not verified*");
  expect(methodsOf(api)).toContain("chat.update");
});

test("what waits for a message that leaves while the waiting is being noted follows at once, too", async () => {
  const { deps, askForPetra, deny, companyId } = await world();
  const requestId = await askForPetra();
  await deny(requestId);
  const claimed = await asWorker(db, (tx) => claimDue(tx, deps.now(), 20, minute));
  const thread = claimed.find(({ kind }) => kind === "request_thread");
  if (!thread) throw new Error("nothing for the thread");
  let noting: Promise<void> | undefined;
  await owner.begin(async (holder) => {
    await holder`select 1 from outbox where id = ${thread.id} for update`;
    noting = deliver({ deps, senders: {}, publicUrl, mark: createMarker(deps) }, thread);
    await until("the note waits for the row", async () => {
      const waiting = await owner`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like 'update "outbox"%'`;
      return waiting.length > 0 || undefined;
    });
    await owner`update postings set ts = '1763663521.000100' where ref_id = ${requestId}`;
    await inTenant(db, companyId, (tx) =>
      bringForward(tx, deps.now(), { kind: "request_thread", refId: requestId }),
    );
  });
  await noting;
  const [row] = await owner`select due_at, attempts from outbox where id = ${thread.id}`;
  expect(row).toEqual({ due_at: deps.now(), attempts: 1 });
});

test.each([
  ["429", { status: 429, headers: { "retry-after": "5" }, body: "" }],
  ["500", { status: 500, body: "down" }],
  ["nothing and hangs up", "drop"],
] as const)(
  "A10: approved while Slack answers %s it is one reset, and what it has to say follows",
  async (_, outage) => {
    const { deliver, askForPetra, approve, petra, clock } = await world();
    const requestId = await askForPetra();
    await deliver();
    api.state.answer = () => outage;
    await approve(requestId);
    await deliver();
    expect(await owner`select 1 from resets where subject_id = ${petra.userId}`).toHaveLength(1);
    api.state.answer = () => undefined;
    api.calls.length = 0;
    clock.advance(minute);
    await deliver();
    expect(api.calls.filter(({ method }) => method === "chat.update")).toHaveLength(1);
    expect(postedTo(api, channelId).map(({ args }) => args.get("text"))).toEqual([
      expect.stringContaining("*Petra's MFA is reset.*"),
    ]);
    expect(postedTo(api, "U0SAM00001")).toHaveLength(1);
    expect(await owner`select 1 from resets where subject_id = ${petra.userId}`).toHaveLength(1);
  },
);

test("A09: after a crash between Slack's answer and its note it is posted again, and what follows is about that one", async () => {
  const { deliver, askForPetra, deny, postings } = await world();
  const requestId = await askForPetra();
  await deliver();
  const [first] = await postings(requestId);
  await owner`update outbox set delivered_at = null, leased_until = null where kind = 'request_post'`;
  await owner`update postings set ts = null`;
  await deliver();
  const [second] = await postings(requestId);
  expect(postedTo(api, channelId)).toHaveLength(2);
  expect(second?.ts).not.toBe(first?.ts);
  await deny(requestId);
  await deliver();
  const updates = api.calls.filter(({ method }) => method === "chat.update");
  expect(updates.map(({ args }) => args.get("ts"))).toEqual([second?.ts]);
});

test("an old drawing that reaches Slack last does not stay: it is drawn once more", async () => {
  const { deps, deliver, askForPetra, deny, postings, companyId, clock } = await world();
  const requestId = await askForPetra();
  await deliver();
  const [posting] = await postings(requestId);
  await redrawOf(deps, { companyId, postingId: posting?.id ?? "" });
  let isFirst = true;
  api.state.answer = async ({ method }) => {
    // Rendered while it waited; decided, and drawn by somebody else, before Slack answers.
    if (method === "chat.update" && isFirst) {
      isFirst = false;
      await deny(requestId);
      await owner`update outbox set delivered_at = now() where kind = 'request_redraw' and attempts = 0`;
    }
    return undefined;
  };
  await deliver();
  clock.advance(7 * second);
  await deliver();
  const updates = api.calls.filter(({ method }) => method === "chat.update");
  expect(updates.map(buttonsOf)).toEqual([["Review and approve", "Deny", "Ask Sam"], []]);
});

test.each(["message_not_found", "channel_not_found", "is_archived"])(
  "a message that somebody deleted, or whose channel is gone, is let be: %s",
  async (error) => {
    const { deliver, askForPetra, deny } = await world();
    const requestId = await askForPetra();
    await deliver();
    api.state.answer = ({ method }) =>
      method === "chat.update" ? { body: { ok: false, error } } : undefined;
    await deny(requestId);
    await deliver();
    const [redraw] = await owner`select delivered_at, dead_at from outbox where kind = 'request_redraw'`;
    expect(redraw).toMatchObject({ dead_at: null, delivered_at: expect.any(Date) });
  },
);

type Deps = Awaited<ReturnType<typeof world>>["deps"];

const sendCopyTo = (
  deps: Deps,
  { companyId, ...copy }: { companyId: string; requestId: string; recipientId: string },
) => inTenant(db, companyId, (tx) => sendCopy(tx, deps, copy));

const redrawOf = (deps: Deps, { companyId, postingId }: { companyId: string; postingId: string }) =>
  inTenant(db, companyId, (tx) => insertOutbox(tx, deps, { kind: "request_redraw", refId: postingId }));
