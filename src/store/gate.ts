import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "./db.ts";
import { companies, workspaces } from "./schema/company.ts";
import { factors } from "./schema/mfa.ts";
import { grants, users } from "./schema/people.ts";
import { links, slackPeople } from "./schema/slack.ts";

const app = alias(factors, "app");
const phone = alias(factors, "phone");

/** Before every click: only what is read of them, for each column costs its share of the answer. */
const company = {
  displayName: companies.displayName,
  slug: companies.slug,
  timeZone: companies.timeZone,
  market: companies.market,
  helpName: companies.helpName,
  helpEmail: companies.helpEmail,
  helpPhone: companies.helpPhone,
  policy: companies.policy,
};
const person = {
  name: slackPeople.name,
  teamId: slackPeople.teamId,
  isDeleted: slackPeople.isDeleted,
  isBot: slackPeople.isBot,
  isGuest: slackPeople.isGuest,
  fetchedAt: slackPeople.fetchedAt,
};
const user = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  email: users.email,
  status: users.status,
  firstEnrolledAt: users.firstEnrolledAt,
  role: users.role,
  relationship: users.relationship,
};

/** Everything that the gate asks, in one statement: company, installation, what Slack said of the person, link, user, grant, how codes come. */
export async function findGateFacts(
  tx: Tx,
  { workspaceId, slackUserId }: { workspaceId: string; slackUserId: string },
) {
  const rows = await tx
    .select({
      company,
      workspace: { id: workspaces.id, uninstalledAt: workspaces.uninstalledAt },
      person,
      linkState: links.state,
      user,
      grantId: grants.id,
      appId: app.id,
      phoneHint: phone.phoneHint,
    })
    .from(companies)
    .leftJoin(workspaces, and(eq(workspaces.companyId, companies.id), eq(workspaces.id, workspaceId)))
    .leftJoin(
      slackPeople,
      and(
        eq(slackPeople.companyId, companies.id),
        eq(slackPeople.workspaceId, workspaceId),
        eq(slackPeople.slackUserId, slackUserId),
      ),
    )
    .leftJoin(
      links,
      and(
        eq(links.companyId, companies.id),
        eq(links.workspaceId, workspaceId),
        eq(links.slackUserId, slackUserId),
        ne(links.state, sql`'removed'`),
      ),
    )
    .leftJoin(users, and(eq(users.companyId, companies.id), eq(users.id, links.userId)))
    .leftJoin(
      grants,
      and(eq(grants.companyId, companies.id), eq(grants.userId, links.userId), isNull(grants.revokedAt)),
    )
    .leftJoin(app, isActive(app, "totp"))
    .leftJoin(phone, isActive(phone, "sms"));
  return rows[0];
}

/** As literals, so that the partial index of each kind serves, of which there is at most one. */
const isActive = (factor: typeof app | typeof phone, kind: "totp" | "sms") =>
  and(
    eq(factor.companyId, companies.id),
    eq(factor.userId, links.userId),
    eq(factor.kind, sql.raw(`'${kind}'`)),
    eq(factor.state, sql`'active'`),
  );
