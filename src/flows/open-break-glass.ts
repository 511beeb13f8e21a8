import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { breakGlassLifetimeMs } from "../domain/break-glass.ts";
import { normalizeEmail } from "../domain/email.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { insertBreakGlass } from "../store/break-glasses.ts";
import { inTenant } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { findUserByEmail } from "../store/users.ts";
import { alarmAdministrators } from "./alarm-administrators.ts";
import { eachCompany } from "./each-company.ts";
import { getPerson, lockPeople, type Person } from "./lock-actor.ts";

type Opened = { id: string; name: string; email: string; slug: string; expiresAt: Date };

/** Why an account is none that emergency access is for. */
export type NoRescue =
  | { code: "not_administrator"; name: string }
  | { code: "not_active"; name: string }
  | { code: "never_enrolled"; name: string };

type No = { code: "unknown_person" } | { code: "several_companies"; slugs: string[] } | NoRescue;

type Input = { email: string; operator: string; reason: string; slug?: string | undefined };

/**
 * An operator begins the rescue of an administrator who alone could rescue others (R58). Nothing happens to the account
 * until another operator confirms; every administrator is told already now, and can object.
 */
export async function openBreakGlass(deps: Deps, input: Input): Promise<Result<Opened, No>> {
  const found = await findAccount(deps, input);
  if (!found.ok) return found;
  const { companyId, userId, slug } = found.value;
  return inTenant(deps.db, companyId, async (tx) => {
    const person = getPerson(await lockPeople(tx, [userId]), userId);
    const no = rescueRefusal(person);
    if (no) return refuse(no);
    const now = deps.now();
    const id = newId(deps.randomBytes);
    const expiresAt = new Date(now.getTime() + breakGlassLifetimeMs);
    const { operator: openedBy, reason } = input;
    await insertBreakGlass(tx, { id, subjectId: userId, openedBy, reason, openedAt: now, expiresAt });
    await alarmAdministrators(tx, deps, { breakGlassId: id, news: "opened" });
    const facts = { breakGlassId: id, openedBy, reason, via: "cli" };
    await appendAudit(tx, { kind: "break_glass_opened", at: now, subjectId: userId, facts });
    // The id begins with its company's, which sets the tenant when another operator types it (DESIGN 6).
    return ok({ id: `${companyId}.${id}`, name: fullName(person), email: person.email, slug, expiresAt });
  });
}

type Account = { companyId: string; userId: string; slug: string };

/** An administrator's account by its address; one that several companies know as theirs needs the company named. */
async function findAccount(deps: Deps, { email, slug }: Input): Promise<Result<Account, No>> {
  const normalized = normalizeEmail(email);
  const accounts: (Account & { isAdministrator: boolean })[] = [];
  for (const company of await eachCompany(deps, slug)) {
    const account = await inTenant(deps.db, company.companyId, async (tx) => {
      const user = await findUserByEmail(tx, normalized);
      if (!user) return undefined;
      const isAdministrator = user.role === "system_administrator" || (await hasGrant(tx, user.id));
      return { ...company, userId: user.id, isAdministrator };
    });
    if (account) accounts.push(account);
  }
  const administrators = accounts.filter((one) => one.isAdministrator);
  if (administrators.length > 1)
    return refuse({ code: "several_companies", slugs: administrators.map((one) => one.slug) });
  const only = administrators[0] ?? accounts[0];
  return only ? ok(only) : refuse({ code: "unknown_person" });
}

/** Only for an administrator who could sign in before: it brings somebody back, and makes nobody anything. */
export function rescueRefusal(person: Person): NoRescue | undefined {
  const name = fullName(person);
  if (!person.isAdministrator) return { code: "not_administrator", name };
  if (person.status !== "active") return { code: "not_active", name };
  return person.firstEnrolledAt ? undefined : { code: "never_enrolled", name };
}
