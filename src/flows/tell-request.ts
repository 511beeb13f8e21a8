import type { Deps } from "../deps.ts";
import { type News, tellings } from "../domain/news.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findChannelPosting, listPostings } from "../store/postings.ts";
import type { Request } from "../store/requests.ts";

type TellDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

/** What happened, with what no row keeps of it: who did it, and which question or answer it is. */
export type Telling = { news: News; byId?: string; noteId?: string };

/** Tells what became of a request: in its thread, to whoever asked, and by drawing every copy again (DESIGN 3). */
export async function tellRequest(
  tx: Tx,
  deps: TellDeps,
  { request, ...telling }: Telling & { request: Pick<Request, "id" | "requesterId" | "kind"> },
): Promise<void> {
  const { thread, redraw, requester, view } = tellings[telling.news];
  const payload = payloadOf(telling);
  if (redraw) await redrawRequest(tx, deps, request.id);
  // Only with a person on the phone does somebody sit before the view; a call to Slack for others would be for nothing.
  if (view && request.kind === "reset")
    await insertOutbox(tx, deps, {
      kind: "request_view_update",
      refId: request.id,
      recipientId: request.requesterId,
    });
  // Without a channel in it the posting was given up: the request goes from person to person.
  if (thread && (await findChannelPosting(tx, request.id))?.channelId) {
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
async function redrawRequest(tx: Tx, deps: TellDeps, requestId: string): Promise<void> {
  for (const posting of await listPostings(tx, requestId)) {
    await insertOutbox(tx, deps, { kind: "request_redraw", refId: posting.id });
  }
}
