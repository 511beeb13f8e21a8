import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A double of Slack's Web API in a process of its own: it answers at once, or as slowly and as often with 429 as it is told, and
 * counts. Everybody belongs to the team it is given, and every channel is a private one of it.
 */
export type SlackOrder = { teamId?: string; delayMs?: number; refusedShare?: number } | "counts";
export type SlackCounts = {
  /** Calls that were answered with ok, by method, and `refused`. */
  calls: Record<string, number>;
  /** What was posted to the `response_url`: the first words, and how often. */
  responses: Record<string, number>;
};

let [teamId, delayMs, refusedShare, serial] = ["", 0, 0, 0];
const counts: SlackCounts = { calls: {}, responses: {} };
const textShown = 100;

const server = createServer((request, response) => {
  void readAll(request).then(async (body) => {
    if (delayMs > 0) await new Promise((go) => setTimeout(go, delayMs));
    const isRefused = refusedShare > 0 && Math.random() < refusedShare;
    const answer = isRefused ? undefined : answerTo(request.url ?? "", body);
    if (!answer) bump(counts.calls, "refused");
    response.writeHead(answer ? 200 : 429, {
      "content-type": "application/json",
      ...(answer ? {} : { "retry-after": "1" }),
    });
    response.end(JSON.stringify(answer ?? { ok: false, error: "ratelimited" }));
  });
});

function answerTo(url: string, body: string): Record<string, unknown> {
  if (url.startsWith("/respond/")) {
    bump(counts.responses, String((JSON.parse(body) as { text?: string }).text).slice(0, textShown));
    return { ok: true };
  }
  const method = url.replace("/api/", "");
  bump(counts.calls, method);
  serial += 1;
  const args = new URLSearchParams(body);
  if (method === "users.info") return { ok: true, user: userOf(args.get("user") ?? "") };
  const channel = { id: args.get("channel"), is_private: true, is_archived: false, is_ext_shared: false };
  if (method === "conversations.info") return { ok: true, channel: { ...channel, is_member: true } };
  if (method === "conversations.open") return { ok: true, channel: { id: `D${args.get("users")}` } };
  const ts = `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, "0")}`;
  return { ok: true, ts, channel: args.get("channel"), view: { id: `V0BENCH${serial}` } };
}

/** A copy of a company (`clones.ts`) has a team of its own. */
function userOf(id: string) {
  const team = /^U\dCLONE/.test(id) ? id.replace(/^U\d/, "T0") : teamId;
  return { id, team_id: team, profile: { real_name: "Some One", email: "someone@example.com" } };
}

process.on("message", (order: SlackOrder) => {
  if (order === "counts") process.send?.(counts);
  else ({ teamId = teamId, delayMs = delayMs, refusedShare = refusedShare } = order);
});
process.on("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

const bump = (of: Record<string, number>, key: string) => {
  of[key] = (of[key] ?? 0) + 1;
};

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
