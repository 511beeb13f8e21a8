import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { samDetails } from "../helpers/people.ts";
import { phone } from "./axe.ts";
import { world } from "./people.ts";
import { servePortal } from "./serve.ts";

const { db } = await testDatabase();
vi.setConfig({ testTimeout: 60_000 });

/** CommonJS, whose types promise a default export that Node does not give. */
const readQr: typeof import("jsqr").default = createRequire(import.meta.url)("jsqr");

const run = promisify(execFile);
/** Debian's and Homebrew's oath-toolkit: another implementation of RFC 6238, in C. CI has it. */
const oathtool = await run("oathtool", ["--version"]).then(
  () => true,
  () => false,
);
if (!oathtool && process.env["CI"]) throw new Error("oathtool is missing: install oathtool");

const codeBy = async (secret: string, at: Date) => {
  const { stdout } = await run("oathtool", ["--totp", "-b", secret, "--now", at.toISOString()]);
  return stdout.trim();
};

let browser: Awaited<ReturnType<typeof launchChromium>>;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

test.runIf(oathtool).each([
  ["a phone", phone, "light"],
  ["a wide screen in the dark", { width: 1280, height: 900 }, "dark"],
] as const)(
  "R05: on %s the QR code is read by a reader, and oathtool's codes set up the app and sign in",
  async (_, viewport, colorScheme) => {
    const at = await world(db);
    const portal = await servePortal(at.deps);
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    const token = await at.invite(samDetails);
    await page.goto(`${portal.url}/invitations/${token}`);
    await page.getByLabel("Choose a password").fill(at.fields(at.olivia).password);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.goto(`${portal.url}/enrol/app`);
    const picture = PNG.sync.read(await page.locator("svg.qr").screenshot());
    const read = readQr(new Uint8ClampedArray(picture.data), picture.width, picture.height);
    const uri = new URL(read?.data ?? "about:blank");
    expect([uri.protocol, uri.host]).toEqual(["otpauth:", "totp"]);
    expect(decodeURIComponent(uri.pathname)).toBe(`/Acme Builders:${samDetails.email}`);
    const secret = uri.searchParams.get("secret") ?? "";
    await page.getByLabel("6-digit code").fill(await codeBy(secret, at.deps.now()));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/recovery-code");
    const again = await at.withPassword(samDetails);
    at.clock.advance(30_000);
    const done = await again.post("/sign-in/verify", { code: await codeBy(secret, at.deps.now()) });
    expect(done.path).toBe("/recovery-code");
    await context.close();
    await portal.close();
  },
);
