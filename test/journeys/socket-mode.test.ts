import { expect, test } from "vitest";
import { refreshSocket } from "../../src/emulator/socket-mode/frames.ts";
import { startLatchkey } from "../helpers/latchkey.ts";
import { until } from "../helpers/until.ts";
import { emails, nextCode } from "./company-by-hand.ts";
import { acceptInvitation, foundCompany, linkSlack, mailTo } from "./reset-by-hand.ts";

const appToken = "xapp-1-A0LATCHKEY-journey";
const latchkey = await startLatchkey({
  emulated: { appToken, eventRetryDelaysMs: [0] },
  env: { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: undefined },
  isByHttp: false,
});
const { app, emulator, origin, owner, workspace } = latchkey;
const { world } = emulator;
const connected = (count: number) =>
  until(`${count} connections`, () => world.sockets.open.length === count || undefined, 15_000);
await connected(1);
const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));

test("R61: without a public address everything works over the socket: link, command, modal, effect", async () => {
  await linkSlack(latchkey, olivia);
  const slack = workspace.person("Olivia");
  await slack.command("/payments-invite", emails.sam);
  await slack.modal.choose("Who do you invite?", "Team member");
  const form = { "First name": "Sam", "Last name": "Okafor", Role: "Member" };
  await slack.modal.fill({ ...form, "Your 6-digit code": "000000" }).submit();
  expect(slack.modal.text()).toContain("That code isn't right");
  await slack.modal.fill({ ...form, "Your 6-digit code": nextCode(latchkey, olivia) }).submit();
  await mailTo(latchkey, emails.sam, /\/invitations\//);
  const home = await slack.openHome();
  await home.expectText(/Payments Admin, System Administrator/);
  const sent = emulator.log.filter((entry) => entry.from === "slack");
  expect(sent.every((entry) => entry.via === "socket")).toBe(true);
  expect(emulator.problems()).toEqual([]);
});

test("the portal still serves HTTP, and nothing answers where Slack would post", async () => {
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  const answer = await fetch(`${origin}/slack/events`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
});

test("A03 A12: one envelope that comes twice has one effect", async () => {
  const invited = async () =>
    (await owner`select 1 from users where email = 'twice@acmebuilders.example'`).length;
  const slack = workspace.person("Olivia");
  await slack.command("/payments-invite", "twice@acmebuilders.example");
  await slack.modal.choose("Who do you invite?", "Team member");
  emulator.faults.deliveries.next("view_submission", { kind: "duplicate", times: 2 });
  await slack.modal
    .fill({
      "First name": "Two",
      "Last name": "Ice",
      Role: "Member",
      "Your 6-digit code": nextCode(latchkey, olivia),
    })
    .submit();
  expect(await invited()).toBe(1);
});

test("when Slack renews the connection another one is there before the old one ends, and no click is lost", async () => {
  const [old] = world.sockets.open;
  if (!old) throw new Error("there is no connection");
  refreshSocket(world, old);
  await until("another one", () => world.sockets.open.some(({ id }) => id !== old.id) || undefined);
  expect(world.sockets.open).toContain(old);
  const slack = workspace.person("Olivia");
  for (let click = 0; click < 4; click++) {
    await slack.command("/payments-me");
    await slack.expectEphemeral(/Olivia Reyes/);
  }
  await until("the end of the old one", () => !world.sockets.open.includes(old) || undefined, 15_000);
  expect(emulator.problems()).toEqual([]);
});

test("a connection that breaks is opened again, also after Slack gave none for a while", async () => {
  emulator.faults.next("apps.connections.open", { kind: "500" });
  emulator.faults.next("apps.connections.open", { kind: "drop" });
  for (const socket of [...world.sockets.open]) socket.close();
  await connected(0);
  await connected(1);
  const slack = workspace.person("Olivia");
  await slack.command("/payments-me");
  await slack.expectEphemeral(/Olivia Reyes/);
});

test("frames that nobody can read end nothing", async () => {
  const [socket] = world.sockets.open;
  socket?.send({ type: "events_api", envelope_id: "1", payload: {} });
  socket?.send({ type: "events_api" });
  socket?.send([]);
  const slack = workspace.person("Olivia");
  await slack.command("/payments-me");
  await slack.expectEphemeral(/Olivia Reyes/);
  expect(world.sockets.open).toHaveLength(1);
});

test("what is under way is answered before the end, and the end closes the connection", async () => {
  const slack = workspace.person("Olivia");
  emulator.faults.next("users.info", { kind: "slow", ms: 800 });
  await owner`update slack_people set fetched_at = '2020-01-01'`;
  const answering = slack.command("/payments-me");
  await until(
    "the call",
    () => emulator.log.some((entry) => entry.kind === "users.info" && !entry.answer) || undefined,
  );
  await app.stop();
  await answering;
  await slack.expectEphemeral(/Olivia Reyes/);
  await connected(0);
});
