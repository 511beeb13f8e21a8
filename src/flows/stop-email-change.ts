import { companyOfToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { maskEmail } from "../domain/email.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { endSessions } from "../store/sessions.ts";
import { lockUser } from "../store/users.ts";
import { voidContactChange } from "./cancel-contact-change.ts";
import { findEmailChange, judgeEmailLink } from "./find-email-change.ts";

export type StopEmailView = {
  newEmail: string;
  companyName: string;
  helpName: string;
  helpEmail: string;
  helpPhone: string | null;
};

/** What the link in the old mailbox shows. Changes nothing: mail scanners follow links (R30). */
export async function viewStopEmail(
  deps: Pick<Deps, "db" | "now">,
  token: string,
): Promise<Result<StopEmailView>> {
  return inCompanyOf(deps, token, async (tx) => {
    const found = await findStoppable(tx, deps, token);
    return found.ok ? ok(await viewOf(tx, found.value.change.email)) : found;
  });
}

/**
 * "Wasn't you?" in the old mailbox: the change is void, and whoever is signed in as this person is signed out. It only closes:
 * a thief with the mailbox gains nothing by it.
 */
export async function stopEmailChange(
  deps: Pick<Deps, "db" | "now">,
  token: string,
): Promise<Result<StopEmailView>> {
  return inCompanyOf(deps, token, async (tx) => {
    const now = deps.now();
    const found = await findStoppable(tx, deps, token);
    if (!found.ok) return found;
    const { change, user } = found.value;
    await voidContactChange(tx, { userId: user.id, kind: "email", now });
    await endSessions(tx, user.id, { at: now });
    const facts = { changeId: change.id };
    await appendAudit(tx, { kind: "own_email_stopped", at: now, actorId: null, subjectId: user.id, facts });
    return ok(await viewOf(tx, change.email));
  });
}

async function inCompanyOf<T>(
  { db }: Pick<Deps, "db">,
  token: string,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const companyId = companyOfToken(token);
  return companyId ? inTenant(db, companyId, work) : refuse({ code: "email_link_unknown" });
}

/** The person is locked before the change is judged, as the confirmation does it. */
async function findStoppable(tx: Tx, { now }: Pick<Deps, "now">, token: string) {
  const found = await findEmailChange(tx, token, { stops: true });
  if (!found) return refuse({ code: "email_link_unknown" } as const);
  const user = await lockUser(tx, found.userId);
  const change = await findEmailChange(tx, token, { stops: true });
  const judged = judgeEmailLink(change, user, now());
  return judged.ok ? ok({ change: judged.value, user }) : judged;
}

async function viewOf(tx: Tx, email: string): Promise<StopEmailView> {
  const { displayName, helpName, helpEmail, helpPhone } = await getCompany(tx);
  return { newEmail: maskEmail(email), companyName: displayName, helpName, helpEmail, helpPhone };
}
