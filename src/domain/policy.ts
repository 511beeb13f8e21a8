const hour = 60 * 60_000;

/** What a company has set about its approvals. The same for everybody in it; changed by System Administrators (DESIGN 2). */
export type Policy = {
  /** Approvals needed, by act. */
  approvals: Record<PolicyAct, number>;
  /** After so long a requester who may do the act may proceed without approval; null: never. */
  breakGlassAfterMs: number | null;
  /** Administrators set up an authenticator app, not text messages (R18). */
  isAppOnlyForAdministrators: boolean;
};

export type PolicyAct = "grant" | "system_administrator" | "revoke" | "reset";
export const policyActs = ["grant", "system_administrator", "revoke", "reset"] as const;

export const defaultPolicy: Policy = {
  approvals: { grant: 1, system_administrator: 1, revoke: 0, reset: 0 },
  breakGlassAfterMs: 24 * hour,
  isAppOnlyForAdministrators: false,
};

/** Nobody makes approvers alone (R33): whoever may be made a decider needs somebody else's yes. */
export const minApprovals: Record<PolicyAct, number> = {
  grant: 0,
  system_administrator: 1,
  revoke: 0,
  reset: 0,
};
/** More than three would make every act wait for a meeting. */
export const maxApprovals = 3;
export const breakGlassHours = { min: 4, max: 48 } as const;

/** The stored policy, with the default for whatever it does not say or says out of bounds. */
export function policyOf(stored: Record<string, unknown>): Policy {
  const approvals = isRecord(stored["approvals"]) ? stored["approvals"] : {};
  const read = (act: PolicyAct) => approvalsOf(act, approvals[act]);
  const after = stored["breakGlassAfterMs"];
  return {
    approvals: {
      grant: read("grant"),
      system_administrator: read("system_administrator"),
      revoke: read("revoke"),
      reset: read("reset"),
    },
    breakGlassAfterMs: after === null || isWait(after) ? after : defaultPolicy.breakGlassAfterMs,
    isAppOnlyForAdministrators: stored["isAppOnlyForAdministrators"] === true,
  };
}

/** Whether nothing in it is out of bounds: the floors hold whatever a form says (R49). */
export const isWithinBounds = (policy: Policy) =>
  policyActs.every((act) => approvalsOf(act, policy.approvals[act]) === policy.approvals[act]) &&
  (policy.breakGlassAfterMs === null || isWait(policy.breakGlassAfterMs));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function approvalsOf(act: PolicyAct, value: unknown): number {
  const isValid =
    Number.isInteger(value) && Number(value) >= minApprovals[act] && Number(value) <= maxApprovals;
  return isValid ? Number(value) : defaultPolicy.approvals[act];
}

const isWait = (value: unknown): value is number =>
  typeof value === "number" && value >= breakGlassHours.min * hour && value <= breakGlassHours.max * hour;

/** Where requests and acts are posted. */
export type ApprovalsChannel = { workspaceId: string; channelId: string; name: string };

export type Governance = { policy: Policy; channel: ApprovalsChannel | null };

/** Whether two are the same in everything that counts; the channel's name may change. */
export function isSameGovernance(a: Governance, b: Governance): boolean {
  return (
    policyActs.every((act) => a.policy.approvals[act] === b.policy.approvals[act]) &&
    a.policy.breakGlassAfterMs === b.policy.breakGlassAfterMs &&
    a.policy.isAppOnlyForAdministrators === b.policy.isAppOnlyForAdministrators &&
    a.channel?.channelId === b.channel?.channelId &&
    a.channel?.workspaceId === b.channel?.workspaceId
  );
}

/**
 * Whether a change makes anything easier for whoever would misuse it: fewer approvals, a shorter wait, another
 * channel, text messages again for administrators. Then another administrator must agree (R49).
 */
export function isWeaker(before: Governance, after: Governance): boolean {
  const hasFewer = policyActs.some((act) => after.policy.approvals[act] < before.policy.approvals[act]);
  const waits = [before.policy, after.policy].map((one) => one.breakGlassAfterMs ?? Number.POSITIVE_INFINITY);
  const isShorter = (waits[1] ?? 0) < (waits[0] ?? 0);
  const isLooser = before.policy.isAppOnlyForAdministrators && !after.policy.isAppOnlyForAdministrators;
  // The first channel replaces direct messages and weakens nothing.
  const isElsewhere =
    before.channel !== null &&
    (before.channel.channelId !== after.channel?.channelId ||
      before.channel.workspaceId !== after.channel.workspaceId);
  return hasFewer || isShorter || isLooser || isElsewhere;
}
