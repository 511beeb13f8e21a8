import type { Deps } from "../deps.ts";
import { voidChallenges } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { destroyFactors } from "../store/factors.ts";
import { revokeGrant } from "../store/grants.ts";
import { endHolds } from "../store/holds.ts";
import { voidOpenInvitation } from "../store/invitations.ts";
import { voidPending } from "../store/outbox.ts";
import { voidRecoveryCode } from "../store/recovery-codes.ts";
import { type Request, updateRequest } from "../store/requests.ts";
import { lockLatestReset, spentCode, updateReset, useStopLinks } from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts, removeLinks } from "../store/slack-links.ts";
import { raiseEpoch, type User, updateUser } from "../store/users.ts";
import type { Person } from "./lock-actor.ts";
import { invitationMails } from "./send-invitation.ts";
import { tellRequest } from "./tell-request.ts";
import { tellReset } from "./tell-reset.ts";

type Closing = { byId: string; subject: Person; requests: Request[] };

/**
 * Ends an account: rights, sessions, codes, links and whatever was begun are gone with the commit (R53). The row stays, with its
 * history. The caller holds the subject, the subject's open requests and the company.
 */
export async function closeAccount(
  tx: Tx,
  deps: Deps,
  { byId, subject, requests }: Closing,
): Promise<{ factorsBefore: string }> {
  const now = deps.now();
  await updateUser(tx, subject.id, {
    status: "deactivated",
    ...(await loseRoles(tx, deps, { byId, subject })),
  });
  await endSessions(tx, subject.id, { at: now });
  await voidChallenges(tx, subject.id, now);
  await raiseEpoch(tx, subject.id);
  const before = await destroyFactors(tx, subject.id, ["pending", "active", "suspended"], now);
  await voidRecoveryCode(tx, subject.id, now);
  await endClaimedLinkAttempts(tx, subject.id, now);
  await removeLinks(tx, subject.id, now);
  await endHolds(tx, subject.id, { endedAt: now, endedBy: byId });
  const invitation = await voidOpenInvitation(tx, subject.id, now);
  if (invitation) await voidPending(tx, now, { refId: invitation.id, kinds: invitationMails });
  await endReset(tx, deps, { byId, subject });
  for (const request of requests) await cancel(tx, deps, { byId, request });
  return { factorsBefore: before.map((factor) => factor.kind).join(" ") };
}

/**
 * Takes both roles. When they were lost is kept: for a week this person still counts as somebody who could decide, so that
 * removing the others first gains nothing (R33).
 */
export async function loseRoles(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { byId, subject }: Pick<Closing, "byId" | "subject">,
): Promise<Partial<User>> {
  const now = deps.now();
  const wasGrantHolder = await revokeGrant(tx, subject.id, { revokedAt: now, revokedBy: byId });
  if (wasGrantHolder !== subject.hasGrant) throw new Error("the grant moved under its lock");
  const wasSystemAdministrator = subject.role === "system_administrator";
  return { role: "member", ...(wasSystemAdministrator ? { lostSystemAdministratorAt: now } : {}) };
}

/** A reset that waits for this person has nobody to wait for. Undone, not lapsed: a lapsed one would ask a returning person for its code. */
async function endReset(
  tx: Tx,
  deps: Deps,
  { byId, subject }: Pick<Closing, "byId" | "subject">,
): Promise<void> {
  const now = deps.now();
  const reset = await lockLatestReset(tx, subject.id);
  if (reset?.outcome !== "open" && reset?.outcome !== "lapsed") return;
  await updateReset(tx, reset, { outcome: "undone", outcomeAt: now, ...spentCode });
  await voidPending(tx, now, { refId: reset.id, kinds: ["setup_code_mail"] });
  await useStopLinks(tx, reset.id, now);
  await tellReset(tx, deps, { reset, news: "undone", byId });
}

async function cancel(
  tx: Tx,
  deps: Deps,
  { byId, request }: { byId: string; request: Request },
): Promise<void> {
  const cancelled = { state: "cancelled", decidedAt: deps.now(), decidedBy: byId } as const;
  // Locked by the caller; one that was decided before the lock is no longer open.
  if (request.state !== "pending" && request.state !== "approved") return;
  if (!(await updateRequest(tx, request, cancelled))) throw new Error("the request moved under its lock");
  await tellRequest(tx, deps, { request, news: "cancelled", byId });
}
