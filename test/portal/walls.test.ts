import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { seal } from "../../src/crypto/secret-box.ts";
import { secretPlace } from "../../src/flows/check-code.ts";
import { testDatabase } from "../helpers/database.ts";
import { samDetails } from "../helpers/people.ts";
import { publicUrl, textOf } from "./browser.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

const postWith = (headers: Record<string, string>) => ({
  method: "POST",
  headers,
  body: new URLSearchParams({ saved: "yes" }),
});

test.each([
  ["another site, by Sec-Fetch-Site", { "Sec-Fetch-Site": "cross-site" }],
  ["a sibling site, by Sec-Fetch-Site", { "Sec-Fetch-Site": "same-site" }],
  ["another site, even when Origin lies", { "Sec-Fetch-Site": "cross-site", Origin: publicUrl }],
  ["another site, by Origin", { Origin: "https://evil.example" }],
  ["a sandboxed frame", { Origin: "null" }],
])("R59: refuses every POST from %s, and nothing happens", async (_, headers) => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const routes = at.app.routes.filter(({ method, path }) => method === "POST" && !path.includes("*"));
  expect(routes.length).toBeGreaterThan(10);
  for (const { path } of routes) {
    const page = await tab.raw(path.replace(":token", "x"), postWith(headers));
    expect([path, page.status]).toEqual([path, 403]);
    expect(textOf(page)).toContain("Nothing was changed");
  }
  expect((await tab.raw("/account/security")).status).toBe(200);
});

test.each([
  ["our own page", { "Sec-Fetch-Site": "same-origin" }],
  ["the address bar", { "Sec-Fetch-Site": "none" }],
  ["an old browser on our own page", { Origin: publicUrl }],
  ["a client that is no browser", {}],
])("R59: takes a POST from %s", async (_, headers) => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  expect((await tab.raw("/sign-out", postWith(headers))).status).toBe(303);
});

test("R59: every answer forbids inline scripts, frames, caches, sniffing and referrers", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const answers = [
    await tab.raw("/account/security"),
    await tab.raw("/"),
    await tab.raw("/nothing"),
    await tab.raw("/sign-in/verify"),
    await tab.raw("/link/x"),
    await tab.raw("/sign-out", postWith({ "Sec-Fetch-Site": "cross-site" })),
    await tab.raw("/sign-out", { ...postWith({}), body: new URLSearchParams({ saved: "x".repeat(70_000) }) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 303, 404, 303, 404, 403, 413]);
  for (const { headers, html } of answers) {
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|nonce|sha256|\*/);
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d{8}/);
    expect(html).not.toMatch(/<script|style=|\son[a-z]+=|https?:\/\/(?!pay\.acme)/);
  }
});

test("the stylesheet and the icon are our own, and may be kept", async () => {
  const at = await world(db);
  const page = await at.newBrowser().get("/sign-in");
  const href = /href="(\/assets\/portal\.css[^"]*)"/.exec(page.html)?.[1] ?? "";
  const css = await at.newBrowser().raw(href);
  expect(css.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
  expect(css.headers.get("Cache-Control")).toContain("immutable");
  expect(css.html).not.toMatch(/url\(|@import/);
  expect((await at.newBrowser().raw("/assets/key.svg")).headers.get("Content-Type")).toBe("image/svg+xml");
});

test("R63: a name that is markup is shown as the letters it is", async () => {
  const at = await world(db);
  const name = `<script>alert("x")</script>`;
  const token = await at.invite({
    ...samDetails,
    firstName: name,
    lastName: `"><img src=x onerror=alert(1)>`,
  });
  const tab = at.newBrowser();
  const pages = [await tab.get(`/invitations/${token}`)];
  pages.push(await tab.post(`/invitations/${token}`, { password: "seven wooden ladders" }));
  pages.push(await tab.get("/sign-out"));
  const other = await tab.get(
    `/invitations/${await at.invite({ ...samDetails, email: "s2@acmebuilders.example" })}`,
  );
  for (const page of [...pages, other]) expect(page.html).not.toMatch(/<script|<img/);
  expect(pages[0]?.html).toContain("&lt;script&gt;");
  expect(other.html).toContain("&lt;script&gt;");
});

test("R63: what was typed comes back as letters, and a secret does not come back at all", async () => {
  const at = await world(db);
  const typed = {
    company: at.slug,
    email: `"><script>alert(1)</script>@x.example`,
    password: "hunter2hunter2",
  };
  const page = await at.newBrowser().post("/sign-in", typed);
  expect(page.html).not.toContain("<script");
  expect(page.html).toContain("&lt;script&gt;");
  expect(page.html).not.toContain(typed.password);
});

test("R64: a fault shows a reference and logs it once, without address, field or token", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const token = await at.invite(samDetails);
  const password = "seven wooden ladders";
  await owner`alter table invitations rename to invitations_away`;
  const page = await tab
    .post(`/invitations/${token}`, { password })
    .finally(() => owner`alter table invitations_away rename to invitations`);
  expect(page.status).toBe(500);
  const ref = /\(ref ([0-9a-f]{4})\)/.exec(textOf(page))?.[1];
  const faults = at.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === "portal_fault");
  expect(faults).toMatchObject([{ ref, method: "POST", route: "/invitations/:token" }]);
  for (const secret of [token, token.split(".")[1] ?? "", password])
    expect(at.logLines.join()).not.toContain(secret);
  expect((await tab.get(`/invitations/${token}`)).status).toBe(200);
});

test("R09: a secret under a key that is gone fails that one request, and the log names the key, never the box", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  await tab.post("/sign-in", at.fields(at.olivia));
  const [factor] = await owner`select id, secret_box from factors where user_id = ${at.olivia.userId}`;
  const lost = { current: "lost", keys: new Map([["lost", randomBytes(32)]]) };
  const box = seal(lost, secretPlace(String(factor?.["id"])), at.olivia.secret);
  await owner`update factors set secret_box = ${box} where id = ${factor?.["id"] ?? ""}`;
  const page = await tab.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) });
  expect(page.status).toBe(500);
  const ref = /Something went wrong \(ref ([0-9a-f]{4})\)/.exec(textOf(page))?.[1];
  const faults = at.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === "portal_fault");
  expect(faults).toMatchObject([{ ref, err: { message: expect.stringContaining("key with id lost") } }]);
  expect(at.logLines.join()).not.toContain(box);
  await owner`update factors set secret_box = ${factor?.["secret_box"] ?? ""} where id = ${factor?.["id"] ?? ""}`;
  const again = await tab.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) });
  expect(again.path).toBe("/account/security");
});
