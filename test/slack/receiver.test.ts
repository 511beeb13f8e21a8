import { describe, expect, it } from "vitest";
import { createReceiver } from "../../src/slack/receiver.ts";
import { noteIds } from "../../src/slack/requests/note-modal.ts";
import { sign, signatureFault } from "../../src/slack/signature.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme } from "../helpers/people.ts";
import { actionSent, commandSent, eventSent, type Sent, submissionSent } from "./helpers/payloads.ts";
import { requestStory } from "./helpers/requests.ts";
import { signatureOf, slackEdge } from "./helpers/slack-edge.ts";

const { db, owner } = await testDatabase();
const { deps, clock } = testDeps(db);
const { olivia } = await acme(deps, clock);
const sender = { slackUserId: olivia.actor.slackUserId, teamId: olivia.actor.workspaceId };
const edge = await slackEdge(deps);
edge.knows(sender);
const { responseUrl } = edge.api;
const help = () => commandSent(sender, { name: "/payments-me", text: "help", responseUrl });

describe("the signature", () => {
  it("agrees with the vector of Slack's documentation", () => {
    const secret = "8f742231b10e8888abcd99yyyzzz85a5";
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const raw = Buffer.from(body);
    expect(sign({ secret, timestamp: "1531420618", body: raw })).toBe(signature);
    const request = { timestamp: "1531420618", signature, body: raw };
    expect(signatureFault(request, { secret, nowMs: 1531420618_000 })).toBeUndefined();
  });

  it("A14: refuses a forged signature", async () => {
    const sent = help();
    const headers = { ...signatureOf(sent), "x-slack-signature": `v0=${"0".repeat(64)}` };
    expect((await edge.post(sent, headers)).status).toBe(401);
  });

  it("A14: refuses a body that was changed after signing", async () => {
    const sent = help();
    const headers = signatureOf(sent);
    expect((await edge.post({ ...sent, body: `${sent.body}&x=1` }, headers)).status).toBe(401);
  });

  it("A14: refuses everything when the secret is empty, even what is signed with the empty secret", async () => {
    const open = await slackEdge(deps, { secret: "" });
    const sent = help();
    expect((await open.post(sent, signatureOf(sent, { secret: "" }))).status).toBe(401);
  });

  it.each([
    ["old", 301_000],
    ["future-dated", -302_000],
  ])("A14: refuses a signature that is %s by more than 5 minutes", async (_, agoMs) => {
    expect((await edge.send(help(), { agoMs })).status).toBe(401);
  });

  it("accepts 4 minutes on either side", async () => {
    expect((await edge.send(help(), { agoMs: 240_000 })).status).toBe(200);
    expect((await edge.send(help(), { agoMs: -240_000 })).status).toBe(200);
  });

  it.each(["", "abc", "1e9", "-5", "99999999999999999999"])("refuses the timestamp %j", async (timestamp) => {
    const sent = help();
    const headers = { ...signatureOf(sent), "x-slack-request-timestamp": timestamp };
    expect((await edge.post(sent, headers)).status).toBe(401);
  });

  it("refuses a request without signature", async () => {
    expect((await edge.post(help(), {})).status).toBe(401);
  });
});

describe("what comes twice", () => {
  it("A03: a signed request that comes again is refused, and nothing is done", async () => {
    const sent = commandSent(sender, { name: "/payments-invite", responseUrl });
    const headers = signatureOf(sent);
    const before = edge.api.calls.length;
    expect((await edge.post(sent, headers)).status).toBe(200);
    const after = edge.api.calls.length;
    expect(after).toBeGreaterThan(before);
    expect((await edge.post(sent, headers)).status).toBe(401);
    expect(edge.api.calls.length).toBe(after);
  });

  it("answers an event's retry with 200 and acts on it once", async () => {
    const lines = testDeps(db);
    const fresh = await slackEdge(lines.deps);
    const event = { type: "user_change", user: { id: "broken" } };
    const first = eventSent(sender, event, "Ev1");
    const again = { ...first, body: first.body.replace('"token":"t"', '"token":"u"') };
    expect((await fresh.send(first)).status).toBe(200);
    expect((await fresh.send(again)).status).toBe(200);
    expect(fresh.inFlight()).toBeLessThanOrEqual(1);
  });
});

describe("what is signed and yet makes no sense", () => {
  const payload = (value: unknown): Sent => ({
    contentType: "application/x-www-form-urlencoded",
    body: new URLSearchParams({ payload: JSON.stringify(value) }).toString(),
  });

  it.each([
    ["a command without its sender", { ...help(), body: "command=%2Fpayments&text=x" }],
    ["a click that has no list", payload({ type: "block_actions", actions: null, user: { id: "U1" } })],
    ["a form without a view", payload({ type: "view_submission", user: { id: "U1" }, view: null })],
    ["a sender who is no object", payload({ type: "shortcut", callback_id: "x", user: "U1" })],
  ])("%s is refused as the sender's fault, and no word of it is logged", async (_, sent) => {
    const fresh = testDeps(db);
    const { send } = await slackEdge(fresh.deps);
    expect((await send(sent)).status).toBe(400);
    const said = fresh.logLines.map((line) => JSON.parse(line));
    expect(said.filter(({ level }) => level >= 50)).toEqual([]);
    expect(said.map(({ event }) => event)).toContain("slack_payload_malformed");
    expect(JSON.stringify(said)).not.toContain("U1");
  });
});

describe("A03: an effect that comes twice", () => {
  const question = { [noteIds.text]: "Which number did you call?" };
  /** Two processes on one database, both of which live `later.ms` ahead of now. */
  async function twoProcesses({ deps, olivia, senderOf }: Awaited<ReturnType<typeof requestStory>>) {
    const later = { ms: 0 };
    const wallClock = () => Date.now() + later.ms;
    const edges = [await slackEdge(deps, { wallClock }), await slackEdge(deps, { wallClock })] as const;
    for (const edge of edges) edge.knows(senderOf(olivia));
    return { later, edges };
  }
  const questionsOf = (id: string) => owner`select 1 from request_notes where request_id = ${id}`;

  it("A03: a captured request that comes 30 seconds later is refused where it came, and does nothing elsewhere", async () => {
    const all = await requestStory({ db, owner });
    const { sams, click, olivia, senderOf, clock } = all;
    const { later, edges } = await twoProcesses(all);
    const id = await sams();
    const { view } = await click(olivia, "ask", id);
    if (!view) throw new Error("no form");
    const sent = submissionSent(senderOf(olivia), view, question);
    const headers = signatureOf(sent);
    expect(JSON.stringify((await edges[0].post(sent, headers)).body)).toContain("Question sent");
    later.ms = 30_000;
    clock.advance(later.ms);
    expect((await edges[0].post(sent, headers)).status).toBe(401);
    expect(JSON.stringify((await edges[1].post(sent, headers)).body)).toContain("the second one did nothing");
    expect(await questionsOf(id)).toHaveLength(1);
    expect(
      JSON.stringify((await edges[1].send(submissionSent(senderOf(olivia), view, question))).body),
    ).toContain("sent");
    expect(await questionsOf(id)).toHaveLength(2);
  });

  it("A03: the same signed request at two processes at once is one effect, and is forgotten when its time is over", async () => {
    const all = await requestStory({ db, owner });
    const { sams, click, olivia, senderOf, clock, companyId } = all;
    const { edges } = await twoProcesses(all);
    const id = await sams();
    const { view } = await click(olivia, "ask", id);
    if (!view) throw new Error("no form");
    const sent = submissionSent(senderOf(olivia), view, question);
    const headers = signatureOf(sent);
    await Promise.all(edges.map((edge) => edge.post(sent, headers)));
    expect(await questionsOf(id)).toHaveLength(1);
    clock.advance(21 * minute);
    await edges[0].send(submissionSent(senderOf(olivia), view, question));
    expect(await owner`select 1 from used_signatures where company_id = ${companyId}`).toHaveLength(1);
  });
});

describe("the forms of a request", () => {
  const raw = (contentType: string, body: string): Sent => ({ contentType, body });

  it("answers Slack's address check", async () => {
    const sent = raw("application/json", JSON.stringify({ type: "url_verification", challenge: "c1" }));
    expect((await edge.send(sent)).body).toEqual({ challenge: "c1" });
    expect((await edge.post({ ...sent, body: sent.body }, {})).status).toBe(401);
  });

  it("answers the unsigned certificate check, with nothing", async () => {
    const reply = await edge.post(raw("application/x-www-form-urlencoded", "ssl_check=1&token=t"), {});
    expect([reply.status, reply.text]).toEqual([200, ""]);
  });

  it.each([
    ["a form with a charset", "application/x-www-form-urlencoded; charset=utf-8", "command=%2Fx"],
    ["another type", "text/plain", "command=%2Fy"],
    ["broken JSON", "application/json", "{"],
    ["JSON that is no object", "application/json", "[1]"],
    ["a payload that is no JSON", "application/x-www-form-urlencoded", "payload=x"],
    ["an event without an event", "application/json", '{"type":"event_callback","event_id":"Ev0"}'],
  ])("answers 400 to %s", async (_, contentType, body) => {
    expect((await edge.send(raw(contentType, body))).status).toBe(400);
  });

  it("refuses a body beyond 1 MB, declared or not", async () => {
    const sent = raw("application/x-www-form-urlencoded", `x=${"a".repeat(1_000_001)}`);
    expect((await edge.send(sent)).status).toBe(413);
  });

  it("answers at once what nothing listens to, as a legacy button", async () => {
    const payload = {
      type: "interactive_message",
      actions: [{ name: "x", type: "button" }],
      callback_id: "old",
      team: { id: sender.teamId },
      user: { id: "U1" },
    };
    const sent = raw(
      "application/x-www-form-urlencoded",
      new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    );
    const reply = await edge.send(sent);
    expect(reply.status).toBe(404);
    expect(reply.ms).toBeLessThan(1000);
  });

  it("answers at once a payload that cannot be understood", async () => {
    const sent = raw(
      "application/x-www-form-urlencoded",
      new URLSearchParams({
        payload: '{"type":"block_actions","actions":[{"action_id":"x"}],"user":{"id":"U1"},"view":{}}',
      }).toString(),
    );
    const reply = await edge.send(sent);
    expect(reply.status).toBe(400);
    expect(reply.ms).toBeLessThan(1000);
  });
});

it("answers 503 within Slack's 3 seconds should everything behind it hang", async () => {
  const { receiver, routes } = createReceiver({
    signingSecret: "a-secret",
    log: deps.log,
    wallClock: Date.now,
  });
  receiver.init({ processEvent: () => new Promise<void>(() => undefined) } as never);
  const sent = help();
  const headers = { "content-type": sent.contentType, ...signatureOf(sent, { secret: "a-secret" }) };
  const begin = performance.now();
  const reply = await routes.request("/slack/events", { method: "POST", headers, body: sent.body });
  expect(reply.status).toBe(503);
  expect(performance.now() - begin).toBeLessThan(3000);
});

describe("draining", () => {
  it("finishes what runs and takes nothing new", async () => {
    const draining = await slackEdge(deps);
    draining.knows(sender);
    const running = draining.send(help());
    await draining.drain(5000);
    expect((await running).status).toBe(200);
    expect(draining.inFlight()).toBe(0);
    expect((await draining.send(help())).status).toBe(503);
  });

  it("does not wait longer than its deadline", async () => {
    const draining = await slackEdge(deps);
    draining.knows(sender);
    draining.api.failures.set("views.open", "hang");
    const running = draining.send(actionSent(sender, { actionId: "start_reset", responseUrl }));
    const begin = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(draining.inFlight()).toBe(1);
    await draining.drain(100);
    expect(performance.now() - begin).toBeLessThan(1000);
    await running;
  });
});
