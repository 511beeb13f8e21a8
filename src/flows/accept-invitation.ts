import { hashSecret } from "../crypto/password.ts";
import { companyOfToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { isHeld } from "../domain/attempt.ts";
import { normalizePassword } from "../domain/password.ts";
import { isAdministrator } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { markAccepted } from "../store/invitations.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { updateUser } from "../store/users.ts";
import { findOpenInvitation } from "./find-open-invitation.ts";
import { judgePassword } from "./judge-password.ts";
import { invitationMails } from "./send-invitation.ts";
import { beginSession } from "./session-steps.ts";

type Input = { token: string; password: string; device: string | null };

/** Accepts with a first password and goes on to enrolment. The link works once; what is wrong with the password costs nothing (R25, R26, R29). */
export async function acceptInvitation(deps: Deps, input: Input): Promise<Result<{ sessionToken: string }>> {
  const companyId = companyOfToken(input.token);
  if (!companyId) return refuse({ code: "invitation_unknown" });
  const password = normalizePassword(input.password);
  const judged = await inTenant(deps.db, companyId, async (tx) => {
    const open = await findOpenInvitation(tx, input.token, deps.now());
    return open.ok ? ok(judgePassword(password, open.value)) : open;
  });
  if (!judged.ok) return judged;
  if (judged.value) return refuse({ code: "password", fault: judged.value });
  const passwordHash = await hashSecret(password);
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    const open = await findOpenInvitation(tx, input.token, now);
    if (!open.ok) return open;
    const { invitation, user } = open.value;
    // Invited once more while "Lock now" holds: the mailbox may be on the stolen phone, too.
    if (user.heldUntil && isHeld(user, now))
      return refuse({ code: "held", until: user.heldUntil, helpers: [] });
    if (!(await markAccepted(tx, invitation.id, now))) return refuse({ code: "invitation_used" });
    await voidPending(tx, now, { refId: invitation.id, kinds: invitationMails });
    const active = await updateUser(tx, user.id, { status: "active", passwordHash });
    const subject = {
      ...active,
      companyId,
      isAdministrator: isAdministrator(user, await hasGrant(tx, user.id)),
    };
    const session = await beginSession(tx, deps, { user: subject, level: "enrol", device: input.device });
    if (invitation.invitedBy) {
      const told = { refId: invitation.id, recipientId: invitation.invitedBy };
      await insertOutbox(tx, deps, { kind: "invitation_accepted_dm", ...told });
    }
    const facts = { invitationId: invitation.id };
    await appendAudit(tx, { kind: "invitation_accepted", at: now, actorId: user.id, facts });
    return ok(session);
  });
}
