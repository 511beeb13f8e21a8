import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { normalizeEmail } from "../domain/email.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { RequestDetails } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { lockCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findUserByEmail } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { type Invitee, insertInvited } from "./insert-invited.ts";
import { judgeInvitee } from "./judge-invitee.ts";
import { lockActorAnd, type Person } from "./lock-actor.ts";
import { type Done, doneTo, submittedTo } from "./person-done.ts";
import { postAct } from "./post-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { sendInvitation } from "./send-invitation.ts";
import { openRequestRefusal, submitAct } from "./submit-act.ts";

export type { Invitee } from "./insert-invited.ts";

/** Missing: a member. */
type Role = { role?: "member" | "system_administrator" };
type Input = Invitee & Role & { challengeId: string; code: string };

/**
 * A System Administrator invites, with an own code. Rights first, then the code (R37). A member or payee is invited at once; as
 * System Administrator, somebody else must agree first (R33).
 */
export async function inviteUser(deps: Deps, actor: Actor, input: Input): Promise<Result<Done>> {
  const email = normalizeEmail(input.email);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const before = await findUserByEmail(tx, email);
    const locked = await lockActorAnd(tx, actor, before ? [before.id] : []);
    if (!locked.ok)
      return refuse(await auditRefusal(tx, deps, { actor, act: "invite", refusal: locked.refusal }));
    const { person } = locked.value;
    const bound = { challengeId: input.challengeId, userId: person.id, act: "invite" } as const;
    const challenge = await lockStepUp(tx, bound);
    const invitation = { person, invitee: { ...input, email } };
    const refusal = await refusalOf(tx, deps, invitation);
    if (!challenge) return refuse(refusal ?? { code: "challenge_expired" });
    // What is wrong with the address costs no code: it is corrected at its field.
    if (refusal?.code === "email_known" || refusal?.code === "email_domain") return refuse(refusal);
    const proof = await proveFactor(tx, deps, { user: person, challenge, code: input.code });
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "invite", refusal }));
    if (!proof.ok) return proof;
    if (input.role === "system_administrator") return propose(tx, deps, { actor, ...invitation });
    return ok(await invite(tx, deps, { actor, ...invitation }));
  });
}

type Invitation = { person: Person; invitee: Invitee & Role };

async function refusalOf(tx: Tx, deps: Deps, { person, invitee }: Invitation): Promise<Refusal | undefined> {
  const isProposal = invitee.role === "system_administrator";
  const proposal = { person, subject: undefined, details: detailsOf(invitee) };
  // First: an open request is locked before the company.
  const door = isProposal ? await openRequestRefusal(tx, deps, proposal) : undefined;
  await lockCompany(tx);
  const refusal = await judgeInvitee(tx, person, invitee);
  if (refusal || !isProposal) return refusal;
  // The form offers it to team members only; a forged one is met as any payee's role is.
  if (invitee.relationship === "payee") return { code: "payee_has_no_role", name: invitee.firstName };
  return door;
}

const detailsOf = ({ email, firstName, lastName }: Invitee) =>
  ({ kind: "system_administrator", invitee: { email, firstName, lastName } }) satisfies RequestDetails;

async function invite(
  tx: Tx,
  deps: Deps,
  { actor, person, invitee }: Invitation & { actor: Actor },
): Promise<Done> {
  const userId = await insertInvited(tx, deps, { ...invitee, role: "member" });
  const sent = await sendInvitation(tx, deps, { companyId: actor.companyId, userId, invitedBy: person.id });
  const facts = { invitationId: sent.invitationId, relationship: invitee.relationship };
  await postAct(
    tx,
    deps,
    await auditAct(tx, deps, { actor, kind: "user_invited", subjectId: userId, facts }),
  );
  return { ...doneTo(invitee), expiresAt: sent.expiresAt };
}

/** Where nobody else can decide it is done at once; else nobody is written to before the yes. */
async function propose(
  tx: Tx,
  deps: Deps,
  { actor, person, invitee }: Invitation & { actor: Actor },
): Promise<Result<Done>> {
  const submitted = await submitAct(tx, deps, {
    actor,
    person,
    subject: undefined,
    details: detailsOf(invitee),
  });
  return submitted.ok ? ok(submittedTo(invitee, submitted.value)) : submitted;
}
