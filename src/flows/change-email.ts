import type { Deps } from "../deps.ts";
import { isHeld } from "../domain/attempt.ts";
import { appendAudit } from "../store/audit.ts";
import { lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { voidPending } from "../store/outbox.ts";
import { findRequest, listApprovals, lockRequest, type Request, updateRequest } from "../store/requests.ts";
import { lockLatestReset, type Reset, spentCode, updateReset, wasResetSince } from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { updateUser } from "../store/users.ts";
import { judgeAct } from "./judge-act.ts";
import { getPerson, lockPeople, type Person } from "./lock-actor.ts";
import { sendInvitation } from "./send-invitation.ts";
import { matterOf } from "./submit-act.ts";
import { tellRequest } from "./tell-request.ts";
import { weighRequest } from "./weigh-request.ts";

/** When the day is over and nobody has objected. Decided again as things are now: a day is long (R39). */
export async function changeEmail(tx: Tx, deps: Deps, requestId: string): Promise<void> {
  const now = deps.now();
  const found = await findRequest(tx, requestId);
  if (!found?.subjectId || found.details.kind !== "email") return;
  const people = await lockPeople(tx, [found.requesterId, found.subjectId]);
  const subject = getPerson(people, found.subjectId);
  const request = await lockRequest(tx, requestId);
  if (request?.state !== "approved") return;
  const reset = await lockLatestReset(tx, subject.id);
  const requester = getPerson(people, found.requesterId);
  const isPossible = await mayStillChange(tx, deps, { request, requester, subject });
  const state = isPossible ? "executed" : "cancelled";
  await updateRequest(tx, request, { state, decidedAt: now });
  if (isPossible) {
    await updateUser(tx, subject.id, { email: found.details.to, emailChangedAt: now });
    await endSessions(tx, subject.id, { at: now });
    if (reset?.outcome === "open") await endCode(tx, { reset, now });
    // The link that went to the old address must not open the account (R29).
    const { companyId } = subject;
    if (subject.status === "invited")
      await sendInvitation(tx, deps, { companyId, userId: subject.id, invitedBy: null });
  }
  await tellRequest(tx, deps, { request, news: state });
  const kind = isPossible ? "email_changed" : "email_change_cancelled";
  await appendAudit(tx, { kind, at: now, subjectId: subject.id, facts: { requestId } });
}

type Change = { request: Request; requester: Person; subject: Person };

/**
 * The address is free and the requester a Payments Admin as then; and who said yes is still enough: the person may have become
 * an administrator meanwhile, whose place nobody takes alone (R33).
 */
async function mayStillChange(tx: Tx, deps: Deps, { request, requester, subject }: Change): Promise<boolean> {
  const { details, ruleAtCreation } = request;
  await lockCompany(tx);
  if (await wasResetSince(tx, requester.id, request.createdAt)) return false;
  if (isHeld(requester, deps.now())) return false;
  if (await judgeAct(tx, deps, { details, person: requester, subject })) return false;
  if (request.isBreakGlass) return true;
  const approverIds = (await listApprovals(tx, request.id)).map((one) => one.approverId);
  const matter = matterOf({ person: requester, subject, details });
  const { quorum } = await weighRequest(tx, deps, { matter, ruleAtCreation, approverIds });
  return quorum.isReached;
}

/** A setup code that stands in the old mailbox: the person has it sent again, to the new one. */
async function endCode(tx: Tx, { reset, now }: { reset: Reset; now: Date }): Promise<void> {
  if (!(await updateReset(tx, reset, { ...spentCode, codeExpiresAt: now })))
    throw new Error("the reset moved under its lock");
  await voidPending(tx, now, { refId: reset.id, kinds: ["setup_code_mail"] });
}
