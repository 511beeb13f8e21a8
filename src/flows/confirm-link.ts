import { newId, sameText } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { maxNumberTries } from "../domain/link.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import {
  findLink,
  findOpenLinkAttempt,
  insertLink,
  type Link,
  type LinkAttempt,
  lockLink,
  lockLinkOfUser,
  lockOpenLinkAttempt,
  removeLink,
  type SlackIdentity,
  updateLinkAttempt,
} from "../store/slack-links.ts";
import { lockUsers, type User } from "../store/users.ts";
import { hashNumber } from "./claim-link.ts";
import { sendWaitingRequests } from "./send-waiting-requests.ts";

type Input = SlackIdentity & { companyId: string; number: string };

/** The Slack identity that was given the link types the portal's number: now both sides have proven themselves, and the tie is active (R54). */
export async function confirmLink(
  deps: Deps,
  { companyId, number, ...identity }: Input,
): Promise<Result<{ firstName: string; companyName: string }>> {
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    // Whose it is, before anything is locked: people come first, as everywhere.
    const found = await findOpenLinkAttempt(tx, identity);
    if (!found?.userId) return refuse({ code: "no_number_waiting" });
    const user = await lockClaimer(tx, identity, found.userId);
    const old = await lockOldLinks(tx, identity, user.id);
    const attempt = await lockOpenLinkAttempt(tx, identity);
    const isWaiting = attempt?.userId === user.id && attempt.numberExpiresAt && attempt.numberExpiresAt > now;
    if (!isWaiting || !attempt.numberHash) return refuse({ code: "no_number_waiting" });
    const typed = hashNumber(attempt.id, number.replace(/\D/g, ""));
    if (!sameText(typed, attempt.numberHash)) return refuse(await countWrongNumber(tx, deps, attempt));
    if (user.status !== "active") return refuse({ code: "deactivated" });
    if (!old.ok) return old;
    for (const link of old.value) await removeLink(tx, link.id, now);
    const id = newId(deps.randomBytes);
    await insertLink(tx, { id, ...identity, userId: user.id, state: "active", linkedAt: now });
    await updateLinkAttempt(tx, attempt.id, { endedAt: now });
    const told = { refId: id, recipientId: user.id };
    await insertOutbox(tx, deps, { kind: "link_done_dm", ...told });
    await insertOutbox(tx, deps, { kind: "link_done_mail", ...told });
    await sendWaitingRequests(tx, deps, user.id);
    await auditLinked(tx, { at: now, actorId: user.id, ...identity }, old.value);
    return ok({ firstName: user.firstName, companyName: (await getCompany(tx)).displayName });
  });
}

/** The claimer, and whoever a suspended link still ties to this identity: in one order, before links and attempt. */
async function lockClaimer(tx: Tx, identity: SlackIdentity, userId: string): Promise<User> {
  const owner = (await findLink(tx, identity))?.userId;
  const claimer = (await lockUsers(tx, owner === undefined ? [userId] : [userId, owner])).get(userId);
  if (!claimer) throw new Error("the claimer is no user of this company");
  return claimer;
}

/**
 * What stood between this identity and this user before. Only a suspended link gives way, the user's to another identity
 * too: both sides have just proven themselves, and it could come back by no other way.
 */
async function lockOldLinks(tx: Tx, identity: SlackIdentity, userId: string): Promise<Result<Link[]>> {
  const ofIdentity = await lockLink(tx, identity);
  if (ofIdentity?.state === "active") return refuse({ code: "slack_identity_taken" });
  const ofUser = await lockLinkOfUser(tx, userId, identity.workspaceId);
  if (ofUser?.state === "active") return refuse({ code: "user_has_link" });
  const old = [ofIdentity, ...(ofUser?.id === ofIdentity?.id ? [] : [ofUser])];
  return ok(old.filter((link) => link !== undefined));
}

type Linked = SlackIdentity & { at: Date; actorId: string };

async function auditLinked(tx: Tx, linked: Linked, old: Link[]): Promise<void> {
  for (const { userId, workspaceId, slackUserId } of old) {
    const { at, actorId } = linked;
    const event = { kind: "slack_unlinked", at, actorId, subjectId: userId, workspaceId, slackUserId };
    await appendAudit(tx, { ...event, facts: { why: "linked_anew" } });
  }
  await appendAudit(tx, { kind: "slack_linked", ...linked });
}

async function countWrongNumber(tx: Tx, deps: Deps, attempt: LinkAttempt) {
  const now = deps.now();
  const attempts = attempt.attempts + 1;
  const isOver = attempts >= maxNumberTries;
  await updateLinkAttempt(tx, attempt.id, { attempts, ...(isOver ? { endedAt: now } : {}) });
  const { workspaceId, slackUserId } = attempt;
  await appendAudit(tx, {
    kind: "wrong_link_number",
    at: now,
    workspaceId,
    slackUserId,
    facts: { attempts },
  });
  return { code: "wrong_number", triesLeft: maxNumberTries - attempts } as const;
}
