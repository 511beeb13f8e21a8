import type { Deps } from "../deps.ts";
import type { Emulator } from "../emulator/server.ts";
import { inTenant } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findLatestReset } from "../store/resets.ts";
import { findUserByEmail } from "../store/users.ts";
import { petra } from "./people.ts";

/** How far the first story has come: each step when what it asks for has happened, whoever did it. */
export type Story = Record<"isTyped" | "isReset" | "isCodeTaken" | "isSetUp" | "isSaved", boolean>;

export const notBegun: Story = {
  isTyped: false,
  isReset: false,
  isCodeTaken: false,
  isSetUp: false,
  isSaved: false,
};

/** A step that was done stays done, whatever is done to Petra afterwards. */
export function furthest(before: Story, now: Story): Story {
  return {
    isTyped: before.isTyped || now.isTyped,
    isReset: before.isReset || now.isReset,
    isCodeTaken: before.isCodeTaken || now.isCodeTaken,
    isSetUp: before.isSetUp || now.isSetUp,
    isSaved: before.isSaved || now.isSaved,
  };
}

/** Read from the rows and from what Slack sent: the page keeps no progress of its own. */
export async function readStory(
  { db }: Pick<Deps, "db">,
  { companyId, log }: { companyId: string; log: Emulator["log"] },
): Promise<Story> {
  const isTyped = log.some(({ kind, request }) => kind === "slash_command" && isAsked(request.body));
  return inTenant(db, companyId, async (tx) => {
    const user = await findUserByEmail(tx, petra.email);
    const reset = user && (await findLatestReset(tx, user.id));
    if (!user || !reset) return { ...notBegun, isTyped };
    const isSetUp = reset.outcome === "completed";
    const factors = await listFactors(tx, user.id);
    const hasBegun = factors.some((one) => one.state === "pending" && one.epoch === user.mfaEpoch);
    const isSaved = isSetUp && (await findSavedRecoveryCode(tx, user.id)) !== undefined;
    return { isTyped: true, isReset: true, isCodeTaken: hasBegun || isSetUp, isSetUp, isSaved };
  });
}

function isAsked(body: string): boolean {
  const form = new URLSearchParams(body);
  return form.get("command") === "/payments-reset-mfa" && form.get("text")?.trim() === petra.email;
}
