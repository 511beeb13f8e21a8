import { randomBytes } from "node:crypto";
import { newCompanyId } from "../../src/crypto/token.ts";
import { insertCompany, insertWorkspace } from "../../src/store/companies.ts";
import { type Db, inTenant, type Tx } from "../../src/store/db.ts";
import { insertReset, type Reset } from "../../src/store/resets.ts";
import { insertLink } from "../../src/store/slack-links.ts";
import { insertUser, type NewUser } from "../../src/store/users.ts";
import { day, hour, minute } from "../helpers/clock.ts";

export type Seeded = { companyId: string; resetId: string };
export type SeedOptions = {
  companyId?: string;
  company?: { displayName?: string; helpName?: string; helpEmail?: string };
  petra?: Partial<NewUser>;
  reset?: Partial<Reset>;
};

/** Acme Builders: Olivia, linked in T0ACME, reset Petra's MFA just now; Marcus and Nora have no Slack. */
export async function seedCompany(db: Db, now: Date, options: SeedOptions = {}): Promise<Seeded> {
  const companyId = options.companyId ?? newCompanyId(randomBytes);
  const resetId = "reset000000000000";
  await inTenant(db, companyId, async (tx) => {
    await insertCompany(tx, {
      id: companyId,
      name: "Acme Builders, Inc.",
      slug: "acme",
      displayName: "Acme Builders",
      helpName: "Olivia Reyes",
      helpEmail: "olivia@acme.com",
      helpPhone: "(555) 010-2200",
      timeZone: "America/New_York",
      kind: "general_contractor",
      market: "US",
      createdAt: now,
      ...options.company,
    });
    await insertPeople(tx, now, options.petra);
    await insertWorkspace(tx, { id: "T0ACME", installedAt: now });
    await insertLink(tx, {
      id: "link000000000000",
      workspaceId: "T0ACME",
      slackUserId: "U0OLIVIA",
      userId: "olivia",
      state: "active",
      linkedAt: now,
    });
    await insertReset(tx, { ...resetRow(now), id: resetId, ...options.reset });
  });
  return { companyId, resetId };
}

async function insertPeople(tx: Tx, now: Date, petra: Partial<NewUser> = {}) {
  const employee = {
    relationship: "employee",
    role: "system_administrator",
    status: "active",
    createdAt: now,
  } as const;
  await insertUser(tx, {
    ...employee,
    id: "olivia",
    email: "olivia@acme.com",
    firstName: "Olivia",
    lastName: "Reyes",
  });
  await insertUser(tx, {
    ...employee,
    id: "marcus",
    email: "marcus@acme.com",
    firstName: "Marcus",
    lastName: "Bell",
  });
  await insertUser(tx, {
    ...employee,
    id: "nora",
    email: "nora@acme.com",
    firstName: "Nora",
    lastName: "Kim",
    role: "member",
    status: "invited",
  });
  await insertUser(tx, {
    id: "petra",
    email: "petra@alvarezdrywall.com",
    firstName: "Petra",
    lastName: "Alvarez",
    relationship: "payee",
    role: "member",
    organisation: "Alvarez Drywall",
    status: "active",
    createdAt: now,
    ...petra,
  });
}

const resetRow = (now: Date) => ({
  subjectId: "petra",
  actorId: "olivia",
  reason: "lost_phone",
  verifiedHow: "called",
  attestation: "I called them",
  isStolen: false,
  outcome: "open" as const,
  executedAt: new Date(now.getTime() - 5 * minute),
  epoch: 1,
  codeSentAt: now,
  codeExpiresAt: new Date(now.getTime() + day),
  windowEndsAt: new Date(now.getTime() + 72 * hour),
});
