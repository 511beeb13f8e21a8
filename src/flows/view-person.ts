import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { normalizeEmail } from "../domain/email.ts";
import { isUnfinished } from "../domain/invitation.ts";
import { fullName } from "../domain/person.ts";
import { offeredActs, type PersonAct } from "../domain/person-act.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findOpenInvitationOf } from "../store/invitations.ts";
import { findUser, findUserByEmail } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import { roleFacts } from "./judge-act.ts";
import { listHelpers } from "./list-helpers.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";

/** What one sees of a colleague or payee before anything is done to their account. */
export type PersonCard = {
  userId: string;
  firstName: string;
  name: string;
  email: string;
  organisation: string | null;
  relationship: "employee" | "payee";
  role: "member" | "system_administrator";
  status: "invited" | "active" | "deactivated";
  /** Also a grant that does not count yet, as its holder has not enrolled. */
  isPaymentsAdmin: boolean;
  isOneself: boolean;
  /** Accepted, and never set up codes. */
  isUnfinished: boolean;
  invitation: { invitedBy: string | null; expiresAt: Date; isExpired: boolean } | null;
};

export type PersonView = { card: PersonCard; acts: PersonAct[] };
type Whom = { userId: string } | { email: string };

/** A person of the company, with what this viewer may do to the account now. Payees learn nothing of who exists (R32). */
export async function viewPerson(deps: Deps, actor: Actor, whom: Whom): Promise<Result<PersonView>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "view_person" });
    if (stranger) return refuse(stranger);
    const found = await findWhom(tx, whom);
    if (!found) return refuse({ code: "unknown_person", near: [] });
    const locked = await lockActorAndSubject(tx, actor, found.id);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const facts = await roleFacts(tx, deps, { person, subject, role: "system_administrator" });
    return ok({ card: await personCard(tx, deps, { person, subject }), acts: offeredActs(facts) });
  });
}

/** Whoever is no employee is told the same of known and unknown people, before anybody is looked up (R32, R56). */
export async function strangerRefusal(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act }: { actor: Actor; act: string },
): Promise<Refusal | undefined> {
  const person = await findUser(tx, actor.userId);
  if (person?.relationship === "employee") return undefined;
  const helpers = await listHelpers(tx, { role: "payments_admin", except: actor.userId });
  return auditRefusal(tx, deps, { actor, act, refusal: { code: "not_employee", helpers } });
}

export const findWhom = (tx: Tx, whom: Whom) =>
  "userId" in whom ? findUser(tx, whom.userId) : findUserByEmail(tx, normalizeEmail(whom.email));

export async function personCard(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { person, subject }: { person: Person; subject: Person },
): Promise<PersonCard> {
  const { id: userId, firstName, email, organisation, relationship, role, status } = subject;
  const invitation = status === "invited" ? await findOpenInvitationOf(tx, userId) : undefined;
  return {
    ...{ userId, firstName, email, organisation, relationship, role, status },
    name: fullName(subject),
    isPaymentsAdmin: subject.hasGrant,
    isOneself: person.id === userId,
    isUnfinished: isUnfinished(subject),
    invitation: invitation
      ? {
          invitedBy: inviterName(invitation),
          expiresAt: invitation.expiresAt,
          isExpired: invitation.expiresAt <= deps.now(),
        }
      : null,
  };
}

type Inviter = { inviterFirstName: string | null; inviterLastName: string | null };

/** Null for whoever was invited by the operator's CLI. */
export const inviterName = ({ inviterFirstName: firstName, inviterLastName: lastName }: Inviter) =>
  firstName === null ? null : fullName({ firstName, lastName: lastName ?? "" });
