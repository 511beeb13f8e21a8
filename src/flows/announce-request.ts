import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { approversOf, type Matter } from "../domain/approval.ts";
import {
  directMessagesMs,
  expiryWarningMs,
  inOfficeHours,
  maxDirectMessages,
  threadRemindersMs,
} from "../domain/request.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { insertPosting } from "../store/postings.ts";
import { sendCopy } from "../store/request-copies.ts";
import type { Request } from "../store/requests.ts";
import { insertTimers, type TimerKind } from "../store/timers.ts";
import { alertAdministrators } from "./alert-administrators.ts";
import type { Person } from "./lock-actor.ts";
import { tellPerson } from "./tell-person.ts";
import type { Weighed } from "./weigh-request.ts";

type New = { request: Request; matter: Matter; weighed: Weighed; subject: Person | undefined };

/** Everything that a new request sets going: its message, its notices, and what happens when nobody answers (DESIGN 3). */
export async function announceRequest(
  tx: Tx,
  deps: Deps,
  { request, matter, weighed, subject }: New,
): Promise<void> {
  const isWaiting = request.state === "pending";
  const company = await getCompany(tx);
  if (company.approvalsChannelId && company.approvalsWorkspaceId) {
    const place = { workspaceId: company.approvalsWorkspaceId, channelId: company.approvalsChannelId };
    const id = newId(deps.randomBytes);
    await insertPosting(tx, { id, refId: request.id, ...place, createdAt: deps.now() });
    await insertOutbox(tx, deps, { kind: "request_post", refId: request.id });
  } else if (isWaiting) {
    const approvers = approversOf(matter, weighed.people, deps.now()).slice(0, maxDirectMessages);
    for (const { id } of approvers) await sendCopy(tx, deps, { requestId: request.id, recipientId: id });
  }
  if (!isWaiting) return;
  const isReset = request.kind === "reset";
  if (isReset && subject)
    await tellPerson(tx, deps, { userId: subject.id, refId: request.id, mail: "reset_asked_mail" });
  if (isReset && subject?.isAdministrator)
    await alertAdministrators(tx, deps, { request, news: "asked", by: "dm" });
  if (request.breakGlassAt) await alertAdministrators(tx, deps, { request, news: "wait", by: "mail" });
  await schedule(tx, deps, { request, zone: company.timeZone });
}

/** What happens while nobody decides. A timer that finds the request decided does nothing. */
async function schedule(
  tx: Tx,
  deps: Pick<Deps, "randomBytes">,
  { request, zone }: { request: Request; zone: string },
): Promise<void> {
  const after = (ms: number) => new Date(request.createdAt.getTime() + ms);
  const byDay = inOfficeHours(after(directMessagesMs.other), zone);
  const messages: [TimerKind, Date][] =
    request.kind === "reset"
      ? [
          ["request_dm_named", after(directMessagesMs.named)],
          ["request_dm_rest", after(directMessagesMs.rest)],
        ]
      : [["request_dm_rest", byDay]];
  const all: [TimerKind, Date][] = [
    ...messages,
    ...threadRemindersMs.map((ms): [TimerKind, Date] => ["request_remind", after(ms)]),
    ["request_expiring", new Date(request.expiresAt.getTime() - expiryWarningMs)],
    ["request_expire", request.expiresAt],
    ...(request.breakGlassAt
      ? [["request_may_proceed", request.breakGlassAt] satisfies [TimerKind, Date]]
      : []),
  ];
  const timers = all.map(([kind, dueAt]) => ({
    id: newId(deps.randomBytes),
    kind,
    refId: request.id,
    dueAt,
  }));
  await insertTimers(tx, ...timers);
}
