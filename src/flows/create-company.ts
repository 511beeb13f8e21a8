import { newCompanyId, newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { installationChain } from "../domain/checkpoint.ts";
import { normalizeEmail } from "../domain/email.ts";
import { routeKindOf } from "../domain/installation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { slugOf } from "../domain/slug.ts";
import { appendAudit } from "../store/audit.ts";
import { findRoute, insertCompany, insertRoute, insertWorkspace } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertGrant } from "../store/grants.ts";
import { insertUser } from "../store/users.ts";
import { sendInvitation } from "./send-invitation.ts";

export type NewCompany = {
  name: string;
  market: string;
  kind: "general_contractor" | "owner_builder";
  /** Slack teams (T…) or enterprises (E…) in which the app is installed. */
  teams: string[];
  adminEmail: string;
  adminFirstName: string;
  adminLastName: string;
  timeZone: string;
  helpEmail: string | null;
  helpPhone: string | null;
};

type Created = { companyId: string; slug: string; invitationToken: string };
type Placed = { companyId: string; slug: string };

/**
 * A company with its first person, invited as System Administrator and Payments Admin; the grant counts from enrolment on.
 * A Slack team belongs to one company: one that is taken already is refused before anything is written.
 */
export async function createCompany(
  deps: Deps,
  input: NewCompany,
): Promise<Result<Created, { code: "team_taken"; team: string }>> {
  for (const team of input.teams) {
    if (await findRoute(deps.db, routeKindOf(team), team)) return refuse({ code: "team_taken", team });
  }
  const companyId = newCompanyId(deps.randomBytes);
  const created = await inTenant(deps.db, companyId, async (tx) => {
    const placed = { companyId, slug: await claimSlug(tx, companyId, input.name) };
    await insertCompany(tx, companyRow(deps, input, placed));
    for (const team of input.teams) await installIn(tx, deps, { team, companyId });
    const invitationToken = await inviteFirst(tx, deps, input, companyId);
    return { ...placed, invitationToken };
  });
  return ok(created);
}

/** `acme-builders`, or `acme-builders-2` where that is taken, or the name of the installation's own audit chain. */
async function claimSlug(tx: Tx, companyId: string, name: string): Promise<string> {
  const base = slugOf(name);
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (key === installationChain) continue;
    if (await insertRoute(tx, { kind: "slug", key, companyId })) return key;
  }
}

function companyRow(deps: Deps, input: NewCompany, { companyId, slug }: Placed) {
  const { name, market, kind, timeZone, helpPhone } = input;
  const helpName = [input.adminFirstName, input.adminLastName].filter(Boolean).join(" ");
  const helpEmail = input.helpEmail ?? input.adminEmail;
  const help = { helpName, helpEmail, helpPhone };
  return {
    id: companyId,
    name,
    slug,
    displayName: name,
    ...help,
    timeZone,
    kind,
    market,
    createdAt: deps.now(),
  };
}

async function installIn(
  tx: Tx,
  deps: Deps,
  { team, companyId }: { team: string; companyId: string },
): Promise<void> {
  // Taken by another process since the check: a fault, which undoes all of it.
  if (!(await insertRoute(tx, { kind: routeKindOf(team), key: team, companyId })))
    throw new Error(`${team} is taken`);
  await insertWorkspace(tx, { id: team, installedAt: deps.now() });
}

async function inviteFirst(tx: Tx, deps: Deps, input: NewCompany, companyId: string): Promise<string> {
  const id = newId(deps.randomBytes);
  const now = deps.now();
  await insertUser(tx, {
    id,
    email: normalizeEmail(input.adminEmail),
    firstName: input.adminFirstName,
    lastName: input.adminLastName,
    relationship: "employee",
    role: "system_administrator",
    status: "invited",
    createdAt: now,
  });
  await insertGrant(tx, { id: newId(deps.randomBytes), userId: id, grantedBy: null, grantedAt: now });
  const { token } = await sendInvitation(tx, deps, { companyId, userId: id, invitedBy: null });
  await appendAudit(tx, { kind: "company_created", at: now, subjectId: id, facts: { via: "cli" } });
  return token;
}
