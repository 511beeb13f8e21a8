import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { type News, tellings } from "../domain/news.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findChannelPosting, findDmPosting, insertPosting, listPostings } from "../store/postings.ts";
import type { Request } from "../store/requests.ts";
import { findSlackAddress } from "../store/slack-links.ts";

type TellDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

/** What happened, with what no row keeps of it: who did it, and which question or answer it is. */
export type Telling = { news: News; byId?: string; noteId?: string };

/** Tells what became of a request: in its thread, to whoever asked, and by drawing every copy again (DESIGN 3). */
export async function tellRequest(
  tx: Tx,
  deps: TellDeps,
  { request, ...telling }: Telling & { request: Pick<Request, "id" | "requesterId"> },
): Promise<void> {
  const { thread, redraw, requester } = tellings[telling.news];
  const payload = payloadOf(telling);
  if (redraw) await redrawRequest(tx, deps, request.id);
  if (thread && (await findChannelPosting(tx, request.id))) {
    await insertOutbox(tx, deps, { kind: "request_thread", refId: request.id, payload });
  }
  if (requester && request.requesterId !== telling.byId) {
    const recipientId = request.requesterId;
    await insertOutbox(tx, deps, { kind: "request_notice", refId: request.id, recipientId, payload });
  }
}

const payloadOf = ({ news, byId, noteId }: Telling): Record<string, string> => ({
  news,
  ...(byId ? { byId } : {}),
  ...(noteId ? { noteId } : {}),
});

/** One decision draws every copy again. */
export async function redrawRequest(tx: Tx, deps: TellDeps, requestId: string): Promise<void> {
  for (const posting of await listPostings(tx, requestId)) {
    await insertOutbox(tx, deps, { kind: "request_redraw", refId: posting.id });
  }
}

/** The request with its buttons to one person: by DM, or by mail where no Slack is linked. Once a person. */
export async function sendCopy(
  tx: Tx,
  deps: TellDeps,
  { requestId, recipientId }: { requestId: string; recipientId: string },
): Promise<void> {
  if (await findDmPosting(tx, requestId, recipientId)) return;
  const address = await findSlackAddress(tx, recipientId);
  if (address) {
    const id = newId(deps.randomBytes);
    const { workspaceId } = address;
    await insertPosting(tx, { id, refId: requestId, workspaceId, recipientId, createdAt: deps.now() });
  }
  await insertOutbox(tx, deps, { kind: "request_dm", refId: requestId, recipientId });
}
