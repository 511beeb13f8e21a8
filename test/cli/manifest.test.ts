import { expect, test } from "vitest";
import { parse } from "yaml";
import { readManifest, scopesIn } from "../../src/cli/manifest-file.ts";
import { run } from "../../src/cli/run.ts";
import { checkManifest } from "../../src/emulator/create-app/check.ts";

const manifest = (...args: string[]) => run(["manifest", ...args], {});
const own = "https://payments.acme.example";

test("prints the app's manifest with the operator's own address in every place, and changes nothing else", async () => {
  const { code, stdout = "" } = await manifest("--public-url", `${own}/`);
  expect(code).toBe(0);
  const template = await readManifest();
  const expected = JSON.stringify(parse(template)).replaceAll("https://latchkey.example.com", own);
  expect(JSON.stringify(parse(stdout))).toBe(expected);
  expect(stdout).not.toContain("example.com");
});

test("--socket: Slack is given no address to call, and the app may be on a machine of one's own", async () => {
  const { stdout = "" } = await manifest("--public-url", "http://localhost:3000", "--socket");
  const made = parse(stdout);
  expect(made.settings.socket_mode_enabled).toBe(true);
  expect(made.settings.interactivity).toEqual({ is_enabled: true });
  expect(Object.keys(made.settings.event_subscriptions)).toEqual(["bot_events"]);
  expect(made.features.slash_commands.every((one: object) => !("url" in one))).toBe(true);
  expect(stdout).not.toContain("http:");
  const behind = parse((await manifest("--public-url", own, "--socket")).stdout ?? "");
  expect(behind.oauth_config.redirect_urls).toEqual([`${own}/slack/oauth_redirect`]);
});

test("on this machine it is for the emulator, and says so", async () => {
  const { stdout = "" } = await manifest("--public-url", "http://localhost:3000");
  expect(stdout).toMatch(/^# For the emulator: Slack itself calls https addresses only\.\n/);
  expect(parse(stdout).settings.event_subscriptions.request_url).toBe("http://localhost:3000/slack/events");
  expect(await checkManifest(stdout)).toMatchObject({ ok: true });
});

test("an address that Slack would not call is refused, and a missing one is wrong usage", async () => {
  expect(await manifest("--public-url", "http://localhost.acme.example")).toMatchObject({ code: 1 });
  expect(await manifest("--public-url", "https://acme.example/path")).toMatchObject({ code: 2 });
  expect(await manifest()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--public-url is missing/),
  });
});

test("with --json the manifest is one document's text", async () => {
  const { stdout = "" } = await manifest("--public-url", own, "--json");
  expect(parse(JSON.parse(stdout).manifest).display_information.name).toBe("Latchkey");
});

test("the scopes that the doctor asks for are the manifest's", async () => {
  const text = await readManifest();
  expect(scopesIn(text)).toEqual(parse(text).oauth_config.scopes.bot);
});
