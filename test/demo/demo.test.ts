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

/** The code under a person's name on the phone page, read as a person would. */
async function codeOnPhone(name: string, state: string): Promise<string> {
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
});

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

test("the five steps of the home page work as they are told", async () => {
  const home = await page("/");
  expect(home).toContain(`/payments-reset-mfa ${petra.email}`);
  expect(home).toContain(demoPassword);

  const admin = personHandle(demo.emulator.world, getPerson(demo.emulator.world, olivia.slackUserId));
  await admin.command("/payments-reset-mfa", petra.email);
  const modal = await admin.expectModal("Confirm MFA reset");
  await modal
    .fill({
      "Why?": "Lost or broken phone",
      "How did you make sure it's really Petra?": "I called them",
      "Your 6-digit code": await codeOnPhone("Olivia Reyes", "Acme Builders"),
    })
    .submit();
  await admin.expectModal("Reset done");

  await expect.poll(() => demo.mailbox.list().length).toBeGreaterThan(0);
  const mail = demo.mailbox.list().find(({ subject }) => subject.includes("setup code"));
  expect(mail?.to).toContain(petra.email);
  expect(await page("/mailbox")).toContain(mail?.subject);
  expect(await page(`/mailbox/${mail?.id}`)).toContain('<iframe title="The mail" sandbox=');
  const setupCode = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail?.text ?? "")?.[0] ?? "";

  const visitor = browser(demo.app.url);
  await visitor.get("/sign-in");
  await visitor.submit({ email: petra.email, password: demoPassword });
  expect(visitor.path()).toBe("/sign-in/setup-code");
  await visitor.submit({ code: setupCode });
  expect(visitor.path()).toBe("/enrol");
  await visitor.get("/enrol/app");
  await visitor.submit({ code: await codeOnPhone(petra.name, "being set up") });
  expect(visitor.path()).toBe("/recovery-code");
  await visitor.submit({ saved: "yes" });
  expect(visitor.path()).toBe("/account/security");
  await admin.expectDm(/Petra/);
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
  const secrets = await readFile(join(own, "demo.json"), "utf8");
  expect((await stat(join(own, "demo.json"))).mode & 0o777).toBe(0o600);
  await first.stop();

  const second = await startDemo({ dataDir: own });
  expect(second.mailbox.list()).toMatchObject([{ to: petra.email, subject: "Hello", text: "Hi Petra\r\n" }]);
  expect(await readFile(join(own, "demo.json"), "utf8")).toBe(secrets);
  expect(await codesOf(second)).toHaveLength(4);
  await second.stop();

  const third = await startDemo({ dataDir: own, isReset: true });
  expect(third.mailbox.list()).toEqual([]);
  expect(await readFile(join(own, "demo.json"), "utf8")).not.toBe(secrets);
  expect(await codesOf(third)).toHaveLength(4);
  await third.stop();
  await removeOwn();
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
