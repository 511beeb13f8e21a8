import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { companies, workspaces } from "./schema/company.ts";
import { grants, users } from "./schema/people.ts";
import { links, slackPeople } from "./schema/slack.ts";

/** Everything that the gate asks, in one statement: company, installation, what Slack said of the person, link, user, grant. */
export async function findGateFacts(
  tx: Tx,
  { workspaceId, slackUserId }: { workspaceId: string; slackUserId: string },
) {
  const rows = await tx
    .select({
      company: companies,
      workspace: workspaces,
      person: slackPeople,
      linkState: links.state,
      user: users,
      grantId: grants.id,
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
    );
  return rows[0];
}
