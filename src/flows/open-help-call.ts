import { boxPlace } from "../crypto/box-place.ts";
import { open, seal } from "../crypto/secret-box.ts";
import { newId, newNumber } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import {
  helpCallLifetimeMs,
  helpCallRefusal,
  helpCallWindowMs,
  helpNumberDigits,
} from "../domain/help-call.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { sendHelpCopies } from "../store/help-call-copies.ts";
import { countHelpCalls, findOpenHelpCall, type HelpCall, insertHelpCall } from "../store/help-calls.ts";
import { insertOutbox } from "../store/outbox.ts";
import { insertPosting } from "../store/postings.ts";
import { endHelpCall } from "./end-help-call.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { tellPerson } from "./tell-person.ts";

export type HelpNumber = { number: string; expiresAt: Date };

/**
 * "I lost my phone": makes no request, but rings a bell. The person gets a number to read over the phone, every address of
 * theirs hears of it, and so do those who can help. It proves nothing but the password (DESIGN 3). One at a time: a second
 * press shows the same number.
 */
export async function openHelpCall(deps: Deps, session: Session): Promise<Result<HelpNumber>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "password", now });
    if (!locked.ok) return locked;
    const { userId } = session;
    const before = await findOpenHelpCall(tx, userId, now);
    if (before) return ok(numberOf(deps, before));
    const lately = await countHelpCalls(tx, userId, new Date(now.getTime() - helpCallWindowMs));
    const refusal = helpCallRefusal(lately, now);
    if (refusal) {
      await appendAudit(tx, { kind: "help_limit", at: now, actorId: userId });
      return refuse(refusal);
    }
    // One whose day is over: it makes room, and its message loses its button.
    await endHelpCall(tx, deps, userId);
    const call = await insert(tx, deps, userId);
    await ring(tx, deps, { callId: call.id, userId });
    await appendAudit(tx, { kind: "help_asked", at: now, actorId: userId, facts: { helpCallId: call.id } });
    return ok(numberOf(deps, call));
  });
}

async function insert(tx: Tx, deps: Deps, userId: string) {
  const createdAt = deps.now();
  const id = newId(deps.randomBytes);
  const numberBox = seal(deps.keys, numberPlace(id), newNumber(deps.randomBytes, helpNumberDigits));
  const expiresAt = new Date(createdAt.getTime() + helpCallLifetimeMs);
  const call = { id, userId, numberBox, createdAt, expiresAt };
  await insertHelpCall(tx, call);
  return call;
}

/** The person by every way there is; whoever can help in the approvals channel, or by DM where there is none. */
async function ring(
  tx: Tx,
  deps: Deps,
  { callId: refId, userId: recipientId }: { callId: string; userId: string },
): Promise<void> {
  await tellPerson(tx, deps, { userId: recipientId, refId, mail: "help_call_mail" });
  await insertOutbox(tx, deps, { kind: "help_call_person_dm", refId, recipientId });
  const { approvalsWorkspaceId: workspaceId, approvalsChannelId: channelId } = await getCompany(tx);
  if (!workspaceId || !channelId) return sendHelpCopies(tx, deps, { callId: refId });
  const id = newId(deps.randomBytes);
  await insertPosting(tx, { id, refId, workspaceId, channelId, createdAt: deps.now() });
  await insertOutbox(tx, deps, { kind: "help_call_post", refId });
}

/** The number as it was shown. */
export const numberOf = (
  { keys }: Pick<Deps, "keys">,
  { id, numberBox, expiresAt }: Pick<HelpCall, "id" | "numberBox" | "expiresAt">,
): HelpNumber => ({ number: open(keys, numberPlace(id), numberBox), expiresAt });

const numberPlace = (id: string) => boxPlace("help_calls.number_box", id);
