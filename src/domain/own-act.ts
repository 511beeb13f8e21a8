/**
 * What a person does to the own account, each with a fresh code of the own (R23, R37, R51, B12); and what a System Administrator
 * does in this very browser: installing the app in a workspace.
 */
export type OwnAct =
  | "own_app"
  | "own_text_phone"
  | "own_removal"
  | "own_password"
  | "own_recovery_code"
  | "own_email"
  | "own_phone"
  | "slack_install";

const minute = 60_000;

/** From the fresh code to the first code of the new app: what was shown meanwhile is worth nothing after that. */
const setupLifetimeMs = 15 * minute;

type Pending = { epoch: number; createdAt: Date };

/** Whether what this session is setting up can still be finished: never after a reset (R44), never much later. */
export const isFinishable = (pending: Pending, user: { mfaEpoch: number }, now: Date) =>
  pending.epoch === user.mfaEpoch && now.getTime() - pending.createdAt.getTime() < setupLifetimeMs;
