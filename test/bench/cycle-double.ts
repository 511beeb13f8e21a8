import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type CycleDouble = Awaited<ReturnType<typeof startCycleDouble>>;

/**
 * A double of Slack's Web API in the process that plays the people: it answers at once, keeps the form that a trigger opened, and
 * says when a request was posted.
 */
export async function startCycleDouble(approveId: string) {
  const views = new Map<string, { private_metadata: string }>();
  /** By company: the value of the Approve button, which names the request. */
  const posts = new Map<string, string>();
  const calls = new Map<string, number>();
  let serial = 0;

  function answerTo(method: string, args: URLSearchParams): Record<string, unknown> {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    serial += 1;
    if (method === "users.info") {
      const id = args.get("user") ?? "";
      return { user: { id, team_id: id.replace(/^U\d/, "T0"), profile: { real_name: "Some One" } } };
    }
    if (method === "conversations.info")
      return { channel: { is_private: true, is_archived: false, is_ext_shared: false, is_member: true } };
    if (method === "views.open") views.set(args.get("trigger_id") ?? "", JSON.parse(args.get("view") ?? ""));
    if (method === "chat.postMessage") keepPost(args.get("blocks") ?? "");
    return { ts: `${serial}.000001`, channel: args.get("channel"), view: { id: `V0BENCH${serial}` } };
  }

  function keepPost(json: string): void {
    const blocks: { elements?: { action_id?: string; value?: string }[] }[] = JSON.parse(json || "[]");
    const buttons = blocks.flatMap(({ elements = [] }) => elements);
    const value = buttons.find((one) => one.action_id === approveId)?.value;
    const companyId = value?.split(".")[0];
    if (value && companyId) posts.set(companyId, value);
  }

  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const answer = answerTo((request.url ?? "").replace("/api/", ""), new URLSearchParams(body));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, ...answer }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { apiUrl: `${base}/api/`, responseUrl: `${base}/respond`, views, posts, calls };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
