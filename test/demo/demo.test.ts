import { readFile, stat } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Demo, startDemo } from "../../src/demo/demo.ts";
import { demoPassword, olivia, petra } from "../../src/demo/people.ts";
import { personHandle } from "../../src/emulator/person/person.ts";
import { getPerson } from "../../src/emulator/state/people.ts";
import { runCli } from "../cli/child.ts";
import { newDataDir } from "../cli/data-dir.ts";
import { browser } from "./browser.ts";

const { dir: dataDir, remove } = await newDataDir();
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ dataDir });
});
afterAll(async () => {
  await demo.stop();
  await remove();
});

const page = async (path: string) => (await fetch(`${demo.url}${path}`)).text();

/** Where this page's link into the portal leads: its origin. */
const portalOf = (html: string, path: string) =>
  new RegExp(`(http://localhost:\\d+)/${path}`).exec(html)?.[1] ?? `no link to /${path}`;

/** The code under a person's name on the phone page, read as a person would. */
async function codeOnPhone(name: string, state = ""): Promise<string> {
  const cards = (await page("/phone")).split('<li class="card">');
  const card = cards.find((one) => one.includes(name) && one.includes(state));
  return /<p class="digits">(\d{6})<\/p>/.exec(card ?? "")?.[1] ?? `no code for ${name}, ${state}`;
}

test("a second demo on the same machine moves to other ports", async () => {
  const other = await newDataDir();
  const second = await startDemo({ dataDir: other.dir });
  try {
    const urls = [demo, second].flatMap((one) => [one.url, one.app.url, one.emulator.url]);
    expect(new Set(urls).size).toBe(6);
    for (const url of urls) expect((await fetch(url)).status).toBe(200);
  } finally {
    await second.stop();
    await other.remove();
  }
}, 60_000);

test("a second demo on the same data is refused, and says where the first is", async () => {
  await expect(startDemo({ dataDir })).rejects.toThrow(`running already: ${demo.url}`);
  expect((await fetch(demo.url)).status).toBe(200);
});

test("the command line beside a demo is about the demo", async () => {
  const { code, stdout } = await runCli(["admins", "list", "--json"], {
    env: { DATA_DIR: dataDir },
    cwd: dataDir,
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ email: olivia.email, enrolled: true }]);
});

const move = (on: Demo, by: string) =>
  fetch(`${on.url}/clock`, { method: "POST", body: new URLSearchParams({ move: by }), redirect: "manual" });

/** How far the bot's clock and Slack's are ahead of this machine's. */
const hoursAhead = ({ app, emulator }: Demo) =>
  [app.deps.now(), emulator.world.now()].map((now) =>
    Math.round(Math.abs(now.getTime() - Date.now()) / (60 * 60_000)),
  );

/** How many steps of the first story are ticked. */
const ticked = async () => (await page("/parts/story")).match(/Done: /g)?.length ?? 0;

test("the steps of the first page work as they are told, and are ticked when they are done", async () => {
  const home = await page("/");
  expect(home).toContain(`/payments-reset-mfa ${petra.email}`);
  expect(home).toContain(demoPassword);
  expect(await ticked()).toBe(0);

  const admin = personHandle(demo.emulator.world, getPerson(demo.emulator.world, olivia.slackUserId));
  await admin.command("/payments-reset-mfa", petra.email);
  const modal = await admin.expectModal("Confirm MFA reset");
  expect(await ticked()).toBe(1);
  await modal
    .fill({
      "Why?": "Lost or broken phone",
      "How did you make sure it's really Petra?": "I called them",
      "Your 6-digit code": await codeOnPhone("Olivia Reyes"),
    })
    .submit();
  await admin.expectModal("Reset done");
  expect(await ticked()).toBe(2);

  await expect.poll(() => demo.mailbox.list().length).toBeGreaterThan(0);
  const mail = demo.mailbox.list().find(({ subject }) => subject.includes("setup code"));
  expect(mail?.to).toContain(petra.email);
  expect(await page("/mailbox")).toContain(mail?.subject);
  expect(await page(`/mailbox/${mail?.id}`)).toContain('title="The mail" sandbox=');
  const setupCode = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail?.text ?? "")?.[0] ?? "";

  const ofPetra = portalOf(await page(`/mailbox/${mail?.id}`), "sign-in");
  const visitor = browser(ofPetra);
  await visitor.get("/sign-in");
  await visitor.submit({ email: petra.email, password: demoPassword });
  expect(visitor.path()).toBe("/sign-in/setup-code");
  await visitor.submit({ code: setupCode });
  expect(visitor.path()).toBe("/enrol");
  await visitor.get("/enrol/app");
  expect(await ticked()).toBe(3);
  await visitor.submit({ code: await codeOnPhone(petra.name, "being set up") });
  expect(visitor.path()).toBe("/recovery-code");
  expect(await ticked()).toBe(4);
  await visitor.submit({ saved: "yes" });
  expect(visitor.path()).toBe("/account/security");
  await admin.expectDm(/Petra/);
  expect(await ticked()).toBe(6);
  expect(await codeOnPhone(petra.name, "being set up")).toContain("no code");
});

test("what happened is kept until it is reset", async () => {
  const { dir: own, remove: removeOwn } = await newDataDir();
  const codesOf = async ({ app, url }: Demo) => {
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    const phone = await (await fetch(`${url}/phone`)).text();
    return phone.match(/\d{6}(?=<)/g);
  };
  const mail = { from: "payments@acme.example", to: petra.email, subject: "Hello", text: "Hi Petra" };
  const first = await startDemo({ dataDir: own });
  const transport = createTransport(first.mailbox.smtpUrl);
  await transport.sendMail(mail);
  await move(first, "+24 hours");
  const secrets = await readFile(join(own, "demo.json"), "utf8");
  expect((await stat(join(own, "demo.json"))).mode & 0o777).toBe(0o600);
  await first.stop();

  const second = await startDemo({ dataDir: own });
  // A day brings administrators mail of its own: the audit trail's checkpoint.
  const hers = second.mailbox.list().filter(({ to }) => to === petra.email);
  expect(hers).toMatchObject([{ subject: "Hello", text: "Hi Petra\r\n" }]);
  expect(await readFile(join(own, "demo.json"), "utf8")).toBe(secrets);
  expect(await codesOf(second)).toHaveLength(4);
  expect(hoursAhead(second)).toEqual([24, 24]);
  await second.stop();

  const third = await startDemo({ dataDir: own, isReset: true });
  expect(third.mailbox.list()).toEqual([]);
  expect(await readFile(join(own, "demo.json"), "utf8")).not.toBe(secrets);
  expect(await codesOf(third)).toHaveLength(4);
  expect(hoursAhead(third)).toEqual([0, 0]);
  await third.stop();
  await removeOwn();
}, 60_000);

test("each person has a portal of their own: two are signed in at once in one browser", async () => {
  const home = await page("/");
  const urls = [...home.matchAll(/href="(http:\/\/localhost:\d+)" [^>]*>Portal as/g)].map(([, url]) => url);
  expect(new Set(urls).size).toBe(5);
  const cookies: string[] = [];
  const signIn = async (url: string, email: string) => {
    const body = new URLSearchParams({ email, password: demoPassword });
    const headers = { cookie: cookies.join("; "), origin: url, "sec-fetch-site": "same-origin" };
    const answer = await fetch(`${url}/sign-in`, { method: "POST", body, headers, redirect: "manual" });
    cookies.push(...answer.headers.getSetCookie().map((line) => line.replace(/;.*/, "")));
    return answer.headers.get("location");
  };
  const [ofOlivia = "", ofMarcus = "", ofSam = ""] = urls;
  expect(await signIn(ofOlivia, olivia.email)).toBe("/sign-in/verify");
  expect(await signIn(ofMarcus, "marcus@acmebuilders.example")).toBe("/sign-in/verify");
  const see = async (url: string) =>
    (await fetch(`${url}/sign-in/verify`, { headers: { cookie: cookies.join("; ") }, redirect: "manual" }))
      .status;
  expect([await see(ofOlivia), await see(ofMarcus), await see(ofSam)]).toEqual([200, 200, 303]);
});

test("another site's page can neither move the clock nor start over", async () => {
  for (const path of ["/clock", "/start-over"]) {
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await fetch(`${demo.url}${path}`, { method: "POST", headers })).status).toBe(403);
  }
});

test("its pages answer only under this machine's own name", async () => {
  const { port } = new URL(demo.url);
  const status = await new Promise((resolve, reject) => {
    const headers = { host: "evil.example" };
    request({ host: "127.0.0.1", port, path: "/phone", headers }, (answer) => resolve(answer.statusCode))
      .once("error", reject)
      .end();
  });
  expect(status).toBe(421);
});

test("the clock moves ahead for everybody and does what is due by then; starting over takes everything back, at the same addresses", async () => {
  const world = () => demo.emulator.world;
  const admin = personHandle(world(), getPerson(world(), olivia.slackUserId));
  await admin.command("/payments-me");
  await admin.expectEphemeral(/Olivia/);
  expect((await move(demo, "+24 hours")).status).toBe(303);
  expect(hoursAhead(demo)).toEqual([24, 24]);
  expect(await page("/")).toContain("1 d ahead of your machine");
  await admin.command("/payments-admins");
  await (await admin.expectModal(/Payments Admins/)).close();
  await move(demo, "+100 years");
  expect(hoursAhead(demo)).toEqual([24, 24]);

  const places = [demo.url, demo.app.url, demo.emulator.url];
  const answer = await fetch(`${demo.url}/start-over`, { method: "POST", redirect: "manual" });
  expect(answer.status).toBe(303);
  expect([demo.url, demo.app.url, demo.emulator.url]).toEqual(places);
  expect(hoursAhead(demo)).toEqual([0, 0]);
  expect(demo.mailbox.list()).toEqual([]);
  expect(await ticked()).toBe(0);
  expect((await fetch(`${demo.app.url}/readyz`)).status).toBe(200);
});
