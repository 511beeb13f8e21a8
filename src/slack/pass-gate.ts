import type { Deps } from "../deps.ts";
import type { CodeWays } from "../domain/code-ways.ts";
import { auditGateRefusal } from "../flows/audit-gate-refusal.ts";
import { findPerson } from "../flows/find-person.ts";
import { rememberSlackPerson } from "../flows/remember-slack-person.ts";
import { suspendLink } from "../flows/suspend-link.ts";
import { auditedRefusals, decide, type GateFacts, type GateRefusal, type Needs } from "./gate.ts";
import type { CompanyCard } from "./gate-messages.ts";
import type { IsBack } from "./reinstall.ts";
import type { SlackLine } from "./slack-line.ts";
import { slackPerson } from "./slack-person.ts";
import type { Workspace } from "./workspaces.ts";

type Visitor = {
  workspace: Workspace;
  slackUserId: string;
  userTeamId: string | undefined;
  needs: Needs;
  isEffect: boolean;
  /** For the audit: "command /payments-invite". */
  what: string;
};

type Sighting = Awaited<ReturnType<typeof findPerson>>;

export type Passage = { company: CompanyCard; firstName: string } & (
  | { kind: "refused"; why: GateRefusal }
  | {
      kind: "passed";
      userId: string | undefined;
      unlinked: GateRefusal | undefined;
      isSystemAdministrator: boolean;
      isPaymentsAdmin: boolean;
      isEmployee: boolean;
      codeWays: CodeWays | undefined;
    }
);

type Options = { deps: Deps; markets: readonly string[]; line: SlackLine; isBack: IsBack };

/** Reads what `decide` needs: one query, and Slack's word on the person when ours is old or the act is grave. */
export async function passGate(options: Options, visitor: Visitor): Promise<Passage> {
  const { deps, line } = options;
  const { workspace, slackUserId } = visitor;
  const sighting = await see(options, visitor);
  const facts = factsOf(options, visitor, sighting);
  const first = decide(facts);
  if (first.kind !== "ask_slack") return passageOf(deps, visitor, { sighting, verdict: first });
  const person = await askSlack(line, visitor, deps);
  const live = person ? "asked" : "failed";
  const verdict = decide({ ...facts, live, person: person && { ...person, fetchedAt: deps.now() } });
  // First, so that a crash in between leaves no active link behind a person known to be deactivated.
  if (person?.isDeleted && sighting.linkState === "active")
    await suspendLink(deps, { ...workspace, slackUserId });
  if (person) await rememberSlackPerson(deps, { ...workspace, ...person });
  return passageOf(deps, visitor, { sighting, verdict, name: person?.name });
}

/** Once more where the app was uninstalled and is back. */
async function see({ deps, line, isBack }: Options, { workspace, slackUserId }: Visitor): Promise<Sighting> {
  const sighting = await findPerson(deps, { ...workspace, slackUserId });
  if (sighting.workspace !== "uninstalled" || !(await isBack(workspace, line))) return sighting;
  return findPerson(deps, { ...workspace, slackUserId });
}

function factsOf({ deps, markets }: Options, visitor: Visitor, sighting: Sighting): GateFacts {
  const { needs, isEffect, userTeamId, workspace } = visitor;
  const { person, company, user, linkState } = sighting;
  return {
    needs,
    isEffect,
    workspaceId: workspace.workspaceId,
    userTeamId,
    workspace: sighting.workspace,
    person,
    live: "not_asked",
    market: company.market,
    markets,
    user,
    linkState,
    now: deps.now(),
  };
}

/** What Slack says now; undefined when it cannot say in time. */
async function askSlack(line: SlackLine, { slackUserId, workspace }: Visitor, deps: Deps) {
  try {
    return slackPerson(await line.userInfo(slackUserId), workspace.workspaceId);
  } catch (err) {
    deps.log.warn(
      { event: "slack_person_unreadable", workspaceId: workspace.workspaceId, err },
      "users.info failed",
    );
    return undefined;
  }
}

type Decided = { sighting: Sighting; verdict: ReturnType<typeof decide>; name?: string | undefined };

async function passageOf(
  deps: Deps,
  visitor: Visitor,
  { sighting, verdict, name }: Decided,
): Promise<Passage> {
  const { company, user, person } = sighting;
  const firstName = (name ?? person?.name ?? "").split(" ")[0] || "there";
  if (verdict.kind === "ask_slack") throw new Error("the gate asked Slack twice");
  if (verdict.kind === "pass") {
    const userId = "userId" in verdict ? verdict.userId : undefined;
    const unlinked = "unlinked" in verdict ? verdict.unlinked : undefined;
    const isSystemAdministrator = user?.role === "system_administrator";
    const isPaymentsAdmin = user?.isPaymentsAdmin === true;
    const isEmployee = user?.relationship === "employee";
    const rights = { isSystemAdministrator, isPaymentsAdmin, isEmployee, codeWays: user?.codeWays };
    return { kind: "passed", company, firstName, userId, unlinked, ...rights };
  }
  const { why } = verdict;
  if (auditedRefusals.has(why)) {
    const { workspace, slackUserId, what } = visitor;
    await auditGateRefusal(deps, { ...workspace, slackUserId, what, why });
  }
  return { kind: "refused", company, firstName, why };
}
