import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { approversOf } from "../domain/approval.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { grantRefusal } from "../domain/role.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findUser } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp, type Kept } from "./begin-step-up.ts";
import { findOwnForm, retireForm } from "./find-own-form.ts";
import { roleFacts } from "./judge-act.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import { matterOf, openRequestRefusal } from "./submit-act.ts";
import { type PersonCard, personCard, strangerRefusal } from "./view-person.ts";
import { weighRequest } from "./weigh-request.ts";

export type GrantForm = {
  challengeId: string;
  card: PersonCard;
  /** Approvals that are needed before anything happens; 0: it happens at once. */
  required: number;
  /** Fewer than the rule asks for, as there are not so many people. */
  isReduced: boolean;
  /** Who can give them. */
  deciders: string[];
};

/** By id; or, in the place of a form that ran out, on the person of its challenge. */
type Whom = ({ userId: string } & Kept) | { again: string };

/** Who is to be made a Payments Admin, and who must agree; the actor's next code is bound to that very person (R37). */
export async function openGrantForm(deps: Deps, actor: Actor, whom: Whom): Promise<Result<GrantForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "open_grant" });
    if (stranger) return refuse(stranger);
    const subjectId = await findSubjectId(tx, deps, { actor, whom });
    if (!subjectId)
      return refuse("again" in whom ? { code: "challenge_expired" } : { code: "unknown_person", near: [] });
    const locked = await lockActorAndSubject(tx, actor, subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const details = { kind: "grant" } as const;
    const refusal = grantRefusal(await roleFacts(tx, deps, { person, subject, role: "payments_admin" }));
    if (refusal)
      return refuse(await auditRefusal(tx, deps, { actor, act: "open_grant", refusal, subjectId }));
    const door = await openRequestRefusal(tx, deps, { person, subject, details });
    if (door) return refuse(door);
    const before = "again" in whom ? await retireForm(tx, deps, whom.again) : undefined;
    if (before && !before.ok) return before;
    const matter = matterOf({ person, subject, details });
    const { quorum, people } = await weighRequest(tx, deps, { matter });
    const keep = "userId" in whom ? whom.keep : undefined;
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "grant", subject, keep });
    const deciders = approversOf(matter, people, deps.now()).map((one) => one.firstName);
    const card = await personCard(tx, deps, { person, subject });
    const { required, isReduced } = quorum;
    return ok({ ...step, card, required, isReduced, deciders });
  });
}

async function findSubjectId(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, whom }: { actor: Actor; whom: Whom },
): Promise<string | undefined> {
  if ("userId" in whom) return (await findUser(tx, whom.userId))?.id;
  const form = await findOwnForm(tx, deps, { actor, challengeId: whom.again, acts: ["grant"] });
  return form?.subjectId;
}
