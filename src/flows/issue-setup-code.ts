import { hashSecret } from "../crypto/password.ts";
import { newSetupCode, newToken, normalizeCode } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { stopLinkLifetimeMs } from "../domain/reset.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { insertStopLink } from "../store/resets.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

export type SetupCode = { code: string; hash: string };

/** A setup code and its hash; made before the transaction, so that hashing holds no lock. */
export async function makeSetupCode(deps: Pick<Deps, "randomBytes">): Promise<SetupCode> {
  const code = newSetupCode(deps.randomBytes);
  return { code, hash: await hashSecret(normalizeCode(code)) };
}

/** Queues the mail with this code to the sign-in address; one that has not left yet is void. */
export async function mailSetupCode(
  tx: Tx,
  deps: CodeDeps,
  mail: { companyId: string; resetId: string; subjectId: string; code: string; expiresAt: Date },
): Promise<void> {
  const { companyId, resetId, subjectId, code, expiresAt } = mail;
  await voidPending(tx, deps.now(), { refId: resetId, kinds: ["setup_code_mail"] });
  const stopToken = await newStopToken(tx, deps, { companyId, resetId });
  const payload = { code, stopToken };
  await insertOutbox(tx, deps, {
    kind: "setup_code_mail",
    refId: resetId,
    recipientId: subjectId,
    payload,
    expiresAt,
  });
}

/** A link for one mail about a reset: "I didn't ask for this" (R48). */
export async function newStopToken(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes">,
  { companyId, resetId }: { companyId: string; resetId: string },
): Promise<string> {
  const { token, hash } = newToken(deps.randomBytes, companyId);
  const expiresAt = new Date(deps.now().getTime() + stopLinkLifetimeMs);
  await insertStopLink(tx, { tokenHash: hash, resetId, expiresAt });
  return token;
}
