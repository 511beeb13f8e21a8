import { seal } from "../crypto/secret-box.ts";
import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { normalizeEmail } from "../domain/email.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertUser } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { judgeInvitee } from "./judge-invitee.ts";
import { lockActor } from "./lock-actor.ts";
import { proveFactor } from "./prove-factor.ts";
import { sendInvitation } from "./send-invitation.ts";

export type Invitee = {
  email: string;
  firstName: string;
  lastName: string;
  relationship: "employee" | "payee";
  organisation: string | null;
  contactPhone: string | null;
};

type Input = Invitee & { challengeId: string; code: string };

/** Where a user's contact phone stands. */
export const contactPhonePlace = (userId: string) => ({
  table: "users",
  row: userId,
  purpose: "contact_phone",
});

/** A System Administrator invites a member or a payee, with an own code. Rights first, then the code (R37). */
export async function inviteUser(
  deps: Deps,
  actor: Actor,
  input: Input,
): Promise<Result<{ name: string; email: string; expiresAt: Date }>> {
  const email = normalizeEmail(input.email);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok)
      return refuse(await auditRefusal(tx, deps, { actor, act: "invite", refusal: locked.refusal }));
    const person = locked.value;
    const refusal = await judgeInvitee(tx, person, { ...input, email });
    const challenge = await lockStepUp(tx, {
      challengeId: input.challengeId,
      userId: person.id,
      act: "invite",
    });
    if (!challenge) return refuse(refusal ?? { code: "challenge_expired" });
    if (refusal?.code === "email_known" || refusal?.code === "email_domain") return refuse(refusal);
    const proof = await proveFactor(tx, deps, { user: person, challenge, code: input.code });
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "invite", refusal }));
    if (!proof.ok) return proof;
    const userId = await insertInvited(tx, deps, { ...input, email });
    const sent = await sendInvitation(tx, deps, { companyId: actor.companyId, userId, invitedBy: person.id });
    const facts = { invitationId: sent.invitationId, relationship: input.relationship };
    await auditAct(tx, deps, { actor, kind: "user_invited", subjectId: userId, facts });
    return ok({ name: fullName(input), email, expiresAt: sent.expiresAt });
  });
}

/** The person's row. Only the flows that may make one call this. */
export async function insertInvited(
  tx: Tx,
  deps: Deps,
  input: Invitee & { role?: "member" | "system_administrator" },
): Promise<string> {
  const id = newId(deps.randomBytes);
  const now = deps.now();
  const phone = input.contactPhone;
  await insertUser(tx, {
    id,
    email: input.email,
    firstName: input.firstName,
    lastName: input.lastName,
    relationship: input.relationship,
    role: input.role ?? "member",
    organisation: input.relationship === "payee" ? input.organisation : null,
    contactPhoneBox: phone ? seal(deps.keys, contactPhonePlace(id), phone) : null,
    contactPhoneSetAt: phone ? now : null,
    status: "invited",
    createdAt: now,
  });
  return id;
}
