/** Why the gate says no. `gate-messages.ts` says it in words, with the way on. */
export type GateRefusal =
  | "not_installed"
  | "foreign"
  | "guest"
  | "bot"
  | "deleted"
  | "person_unreadable"
  | "market"
  | "not_linked"
  | "link_suspended"
  | "invited"
  | "deactivated";

/** Attempts that somebody should be able to look up later (R56). Who has no link yet only needs the way in. */
export const auditedRefusals: ReadonlySet<GateRefusal> = new Set([
  "foreign",
  "guest",
  "bot",
  "deleted",
  "link_suspended",
  "invited",
  "deactivated",
]);

/** `link`: an active user behind a proven link. `workspace`: help, one's own state and the way to a link. */
export type Needs = "link" | "workspace";

/** What Slack says of a person; older than this it is asked again (DESIGN 2). */
const personLifetimeMs = 10 * 60_000;

export type GateFacts = {
  needs: Needs;
  /** Effects read the person live: a deactivation of a minute ago counts. */
  isEffect: boolean;
  workspaceId: string;
  /** The submitter's own team, where the payload names it. */
  userTeamId: string | undefined;
  workspace: "installed" | "uninstalled" | "unknown";
  person:
    | { teamId: string; isDeleted: boolean; isBot: boolean; isGuest: boolean; fetchedAt: Date }
    | undefined;
  /** Whether `person` was asked for this payload; "failed": Slack could not say. */
  live: "not_asked" | "asked" | "failed";
  market: string;
  markets: readonly string[];
  user: { id: string; status: "invited" | "active" | "deactivated" } | undefined;
  linkState: "active" | "suspended" | "removed" | undefined;
  now: Date;
};

export type Verdict =
  | { kind: "ask_slack" }
  | { kind: "refuse"; why: GateRefusal }
  /** `userId` when linked and active, else why not: whoever needs only the workspace passes either way. */
  | { kind: "pass"; userId: string }
  | { kind: "pass"; unlinked: GateRefusal };

/** May this person use this entry? The first no wins; whatever is not known is a no (DESIGN 2, R61). */
export function decide(facts: GateFacts): Verdict {
  if (facts.workspace !== "installed") return { kind: "refuse", why: "not_installed" };
  if (isForeignByPayload(facts)) return { kind: "refuse", why: "foreign" };
  if (needsSlack(facts)) return { kind: "ask_slack" };
  const why = personRefusal(facts) ?? marketRefusal(facts);
  if (why) return { kind: "refuse", why };
  const link = linkOf(facts);
  if ("userId" in link || facts.needs === "workspace") return { kind: "pass", ...link };
  return { kind: "refuse", why: link.unlinked };
}

/** A Slack Connect submitter names another team. Inside an enterprise the team says little: `users.info` decides. */
function isForeignByPayload({ userTeamId, workspaceId }: GateFacts): boolean {
  if (userTeamId === undefined || userTeamId === workspaceId) return false;
  const isEnterprise = workspaceId.startsWith("E");
  return !isEnterprise || userTeamId.startsWith("E");
}

function needsSlack({ live, person, isEffect, now }: GateFacts): boolean {
  if (live !== "not_asked") return false;
  if (!person || isEffect) return true;
  return now.getTime() - person.fetchedAt.getTime() > personLifetimeMs;
}

function personRefusal({ person, live, workspaceId }: GateFacts): GateRefusal | undefined {
  if (!person || live === "failed") return "person_unreadable";
  if (person.isDeleted) return "deleted";
  if (person.isBot) return "bot";
  if (person.teamId !== workspaceId) return "foreign";
  return person.isGuest ? "guest" : undefined;
}

const marketRefusal = ({ market, markets }: GateFacts): GateRefusal | undefined =>
  markets.includes(market) ? undefined : "market";

function linkOf({ user, linkState }: GateFacts): { userId: string } | { unlinked: GateRefusal } {
  if (linkState === "suspended") return { unlinked: "link_suspended" };
  if (!user || linkState !== "active") return { unlinked: "not_linked" };
  if (user.status !== "active") return { unlinked: user.status };
  return { userId: user.id };
}
