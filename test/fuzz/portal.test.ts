import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { access } from "../../src/portal/access.ts";
import { tenantRows } from "../flows/tenancy/rows.ts";
import { testDatabase } from "../helpers/database.ts";
import { publicUrl } from "../portal/browser.ts";
import { world } from "../portal/people.ts";
import { nastyText, timeLimitMs, tries } from "./runs.ts";

const { db, owner } = await testDatabase();
const at = await world(db);
/** A second company: where there is one only, nobody asks which. */
await world(db);
const rows = await tenantRows(owner, at.companyId);
const posts = [...access.keys()].filter((path) => path !== "/sign-out");

/** What may be written for whatever comes: tries are counted and audited, forms are open, a session was seen. */
const notes = new Set([
  ...["audit_events", "audit_heads", "challenges", "outbox", "sessions", "sign_in_throttles", "factors"],
]);
async function state() {
  const all = await rows.state();
  return Object.fromEntries(Object.entries(all).filter(([table]) => !notes.has(table)));
}

const fieldNames = [
  "company",
  "email",
  "password",
  "code",
  "phone",
  "saved",
  "challenge",
  "reason",
  "note",
  "text",
];
const fields = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...fieldNames), nastyText), nastyText), {
  maxLength: 8,
});

/** A path of the table, its parts named by anything, and a query of anything. */
const part = fc.oneof(
  nastyText.map(encodeURIComponentSafely),
  fc.constantFrom(
    "%",
    "%00",
    "%E0%A4%A",
    "..%2f..",
    at.petra.userId,
    `${at.companyId}.${"x".repeat(43)}`,
    `${at.companyId}.%00`,
  ),
);
const query = fc.array(
  fc.tuple(
    fc.constantFrom(
      "q",
      "page",
      "before",
      "company",
      "again",
      "challenge",
      "person",
      "request",
      "from",
      "change",
    ),
    fc.oneof(
      nastyText.map(encodeURIComponentSafely),
      fc.constantFrom("%", "%00", "-1", "1e400", "9".repeat(30), "NaN", "%ED%A0%80"),
    ),
  ),
  { maxLength: 4 },
);
const address = fc.tuple(fc.constantFrom(...posts), part, part, query).map(([path, first, second, asked]) => {
  const filled = path.replace(/:\w+/, () => first || "x").replace(/:\w+/, () => second || "x");
  const text = asked.map(([name, value]) => `${name}=${value}`).join("&");
  return text ? `${filled}?${text}` : filled;
});

/** A lone surrogate has no encoding. */
function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"));
}

/** Answered, and not by a fault of ours. */
async function expectAnswer(path: string, init: RequestInit) {
  const from = at.logLines.length;
  const response = await at.app.request(`${publicUrl}${path}`, { redirect: "manual", ...init });
  await response.text();
  const faults = at.logLines.slice(from).filter((line) => line.includes("portal_fault"));
  expect([init.method, path, response.status < 500, faults]).toEqual([init.method, path, true, []]);
}

const signedIn = await at.signedIn(at.olivia);
const cookie = [...signedIn.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
const who = fc.constantFrom(undefined, cookie, cookie);
const headersOf = (one: string | undefined) => ({
  "Sec-Fetch-Site": "same-origin",
  ...(one ? { Cookie: one } : {}),
});

describe("whatever the portal is sent, it answers, nothing of ours breaks, and nobody's account changes", () => {
  test("paths, tokens and queries", { timeout: timeLimitMs }, async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(address, who, (path, by) =>
        expectAnswer(path, { method: "GET", headers: headersOf(by) }),
      ),
      tries(250),
    );
    expect(await state()).toEqual(before);
  });

  test("forms, at every path", { timeout: timeLimitMs }, async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(address, fields, who, (path, typed, by) =>
        expectAnswer(path, { method: "POST", body: new URLSearchParams(typed), headers: headersOf(by) }),
      ),
      tries(250),
    );
    expect(await state()).toEqual(before);
  });

  test("bodies that are no form", { timeout: timeLimitMs }, async () => {
    const type = fc.constantFrom(
      ...[
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain",
        "",
      ],
    );
    const body = fc.oneof(
      nastyText,
      fc.json(),
      fc.constantFrom(
        "--x\r\n",
        '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n',
        "a=%",
        "&&&=",
        "x".repeat(100_000),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), type, body, (path, contentType, sent) =>
        expectAnswer(path.replace(/:\w+/g, "x"), {
          method: "POST",
          body: sent,
          headers: { ...headersOf(cookie), "Content-Type": contentType },
        }),
      ),
      tries(120),
    );
  });

  test("cookies and headers", { timeout: timeLimitMs }, async () => {
    const text = fc
      .oneof(nastyText, fc.constantFrom(`${at.companyId}.${"A".repeat(43)}`, "%", "%00", "x".repeat(5000)))
      .map((one) => encodeURIComponentSafely(one).slice(0, 6000));
    const raw = fc.string({ maxLength: 60 }).map((one) => one.replace(/[^\x20-\x7e]/g, ""));
    const name = fc.constantFrom("latchkey", "latchkey-company", "latchkey-return", "latchkey-done", "x");
    const cookies = fc.array(fc.tuple(name, fc.oneof(text, raw)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/", "/sign-in", "/account/security", "/team", "/enrol"),
        cookies,
        raw,
        (path, all, header) =>
          expectAnswer(path, {
            method: "GET",
            headers: {
              Cookie: all.map(([one, value]) => `__Host-${one}=${value}`).join("; "),
              "User-Agent": header,
              "X-Forwarded-For": header,
              Accept: header,
            },
          }),
      ),
      tries(150),
    );
  });
});
