import type { Deps } from "../deps.ts";
import { type CodeWays, codeWaysOf } from "../domain/code-ways.ts";
import { isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import { inTenant } from "../store/db.ts";
import { findGateFacts } from "../store/gate.ts";

export type GatePerson = {
  workspace: "installed" | "uninstalled" | "unknown";
  /** What Slack said last of this identity; undefined when it was never asked. */
  person:
    | { name: string; teamId: string; isDeleted: boolean; isBot: boolean; isGuest: boolean; fetchedAt: Date }
    | undefined;
  linkState: "active" | "suspended" | "removed" | undefined;
  user: GateUser | undefined;
  company: {
    displayName: string;
    slug: string;
    timeZone: string;
    market: string;
    helpName: string;
    helpEmail: string;
    helpPhone: string | null;
  };
};

export type GateUser = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  status: "invited" | "active" | "deactivated";
  role: "member" | "system_administrator";
  relationship: "employee" | "payee";
  isPaymentsAdmin: boolean;
  codeWays: CodeWays;
};

/** What the gate needs to know of a Slack identity: one query in one transaction (DESIGN 2). */
export async function findPerson(
  deps: Pick<Deps, "db" | "smsCountries">,
  { companyId, workspaceId, slackUserId }: { companyId: string; workspaceId: string; slackUserId: string },
): Promise<GatePerson> {
  const facts = await inTenant(deps.db, companyId, (tx) => findGateFacts(tx, { workspaceId, slackUserId }));
  if (!facts) throw new Error("a route leads to a company that does not exist");
  const { company, workspace, person, user } = facts;
  const installed = workspace && !workspace.uninstalledAt ? "installed" : "uninstalled";
  return {
    workspace: workspace ? installed : "unknown",
    person: person ?? undefined,
    linkState: facts.linkState ?? undefined,
    user: user ? withRights(deps, { ...facts, user }) : undefined,
    company,
  };
}

type Facts = NonNullable<Awaited<ReturnType<typeof findGateFacts>>>;

function withRights(
  { smsCountries }: Pick<Deps, "smsCountries">,
  facts: Facts & { user: NonNullable<Facts["user"]> },
): GateUser {
  const { user, grantId, appId, phoneHint, company } = facts;
  const hasGrant = grantId !== null;
  const codeWays = codeWaysOf({
    isAdministrator: isAdministrator(user, hasGrant),
    isAppOnly: policyOf(company.policy).isAppOnlyForAdministrators,
    areTextsOffered: smsCountries !== undefined,
    hasApp: appId !== null,
    phoneHint,
  });
  return { ...user, isPaymentsAdmin: isPaymentsAdmin(user, hasGrant), codeWays };
}
