import { request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jsonOf } from "../../src/emulator/delivery/sent.ts";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { newResponseUrl } from "../../src/emulator/state/response-urls.ts";
import { methods } from "../../src/emulator/web-api/routes.ts";
import { appToken, botToken, signingSecret } from "./sample-app.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ signingSecret, botToken, appToken });
});
afterAll(() => emulator.close());

type Sent = { method?: string; path: string; type?: string | undefined; body?: string; token?: string };

/** One request as it is given, without what `fetch` adds or refuses. */
function send({ method = "POST", path, type, body, token = botToken }: Sent) {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(type === undefined ? {} : { "content-type": type }),
  };
  return new Promise<{ status: number; answer: unknown }>((resolve, reject) => {
    const sending = request(
      `${emulator.world.connection.baseUrl}${path}`,
      { method, headers },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, answer: jsonOf(text) ?? text }));
      },
    );
    sending.setTimeout(5000, () => sending.destroy(new Error("no answer: it hangs")));
    sending.on("error", reject);
    sending.end(body);
  });
}

const json = "application/json";
const form = "application/x-www-form-urlencoded";
const refused = (error: string, status = 200) => ({
  ...{ status, answer: expect.objectContaining({ ok: false, error }) },
});
const large = "x".repeat(1_000_001);

test.each<[string, Sent, ReturnType<typeof refused>]>([
  ["an unknown method", { path: "/api/chat.nothing" }, refused("unknown_method")],
  ["a method of every object", { path: "/api/constructor" }, refused("unknown_method")],
  ["a wrong token", { path: "/api/auth.test", token: "xoxb-wrong" }, refused("invalid_auth")],
  ["malformed JSON", { path: "/api/auth.test", type: json, body: "{oops" }, refused("invalid_json")],
  ["JSON that is no object", { path: "/api/auth.test", type: json, body: "[]" }, refused("json_not_object")],
  ["a wrong type", { path: "/api/auth.test", type: "text/xml", body: "<a/>" }, refused("invalid_post_type")],
  ["no type", { path: "/api/auth.test", body: "a=b" }, refused("missing_post_type")],
  [
    "a wrong charset",
    { path: "/api/auth.test", type: `${json}; charset=utf-16`, body: "{}" },
    refused("invalid_charset"),
  ],
  [
    "a huge form",
    { path: "/api/chat.postMessage", type: form, body: large },
    refused("request_too_large", 413),
  ],
  ["a huge answer", { path: "/response/T0/1/2", type: json, body: large }, refused("request_too_large", 413)],
  [
    "an unknown response_url",
    { path: "/response/T0/1/2", type: json, body: "{}" },
    refused("not_found", 404),
  ],
])("%s gets Slack's own answer", async (_, sent, answer) => {
  expect(await send(sent)).toEqual(answer);
});

test("what is well said is answered, by POST, GET and HEAD, with status 200 and never a redirect", async () => {
  const good = { status: 200, answer: expect.objectContaining({ ok: true }) };
  expect(await send({ path: "/api/auth.test", type: `${json}; charset=utf-8`, body: "{}" })).toEqual(good);
  expect(await send({ path: "/api/auth.test", type: form, body: "team_id=T0ACME0001" })).toEqual(good);
  expect(await send({ method: "GET", path: "/api/users.info?user=U0SAM00001" })).toEqual(good);
  expect(await send({ method: "GET", path: "/api/users.info" })).toEqual(refused("invalid_arguments"));
  expect(await send({ method: "HEAD", path: "/api/auth.test" })).toEqual({ status: 200, answer: "" });
});

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("C0GENERAL1", "U0SAM00001", "1.2", "%", "[{}]", "{}", "null", "\u0000", "__proto__"),
);
const argumentNames = [
  ...["channel", "user", "users", "user_id", "text", "blocks", "view", "trigger_id", "ts", "thread_ts"],
  ...[
    "message_ts",
    "view_id",
    "external_id",
    "hash",
    "cursor",
    "limit",
    "token",
    "__proto__",
    "replace_original",
  ],
];
const fuzzed: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom("POST", "POST", "POST", "GET", "HEAD", "PUT", "DELETE", "PATCH"),
    name: fc.constantFrom("response", ...Object.keys(methods)),
    type: fc.option(
      fc.constantFrom(json, form, "text/plain", `${json};charset=latin1`, ";;", "multipart/form-data"),
      {
        nil: undefined,
      },
    ),
    args: fc.dictionary(fc.constantFrom(...argumentNames), hostile),
    raw: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
  })
  .map(({ method, name, type, args, raw }) => {
    const texts = Object.entries(args).map(([key, value]): [string, string] => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const body = raw ?? (type === json ? JSON.stringify(args) : new URLSearchParams(texts).toString());
    const path = name === "response" ? responsePath() : `/api/${name}`;
    return { method, path, type, body: method === "GET" || method === "HEAD" ? "" : body };
  });

const responsePath = () => {
  const place = { userId: "U0OLIVIA01", channelId: "C0GENERAL1" };
  return new URL(newResponseUrl(emulator.world, place)).pathname;
};

test("whatever comes is answered in Slack's shape, at once, and never with a 500", async () => {
  await fc.assert(
    fc.asyncProperty(fuzzed, async (sent) => {
      emulator.world.connection.revoked = undefined;
      const { status, answer } = await send(sent);
      expect([200, 400, 404, 405]).toContain(status);
      if (sent.method !== "HEAD" && (status === 200 || sent.method === "POST"))
        expect(answer).toMatchObject({ ok: expect.any(Boolean) });
    }),
    { numRuns: 200 },
  );
}, 120_000);
