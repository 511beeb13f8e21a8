import { boxPlace } from "../crypto/box-place.ts";
import { hashSecret } from "../crypto/password.ts";
import { seal } from "../crypto/secret-box.ts";
import { halvesOf, newSetupCode, newToken, setupCodeSecret } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { codeExpiry, stopLinkLifetimeMs, windowEnd } from "../domain/reset.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { insertStopLink } from "../store/resets.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

export type SetupCode = { code: string; hash: string };

/** A setup code and its hash; made before the transaction, so that hashing holds no lock. */
export async function makeSetupCode(deps: Pick<Deps, "randomBytes">): Promise<SetupCode> {
  const code = newSetupCode(deps.randomBytes);
  return { code, hash: await hashSecret(setupCodeSecret(code)) };
}

type Issued = { resetId: string; isPasswordForgotten: boolean; setupCode: SetupCode };

/**
 * What a reset keeps of a code that is issued now, and what of it goes by mail: all of it, or, where the password is forgotten,
 * one half. The other waits in a box until it is shown to whoever verified the person: the two are never in one place.
 */
export function issueSetupCode(deps: CodeDeps, { resetId, isPasswordForgotten, setupCode }: Issued) {
  const now = deps.now();
  const windowEndsAt = windowEnd(now, { isPasswordForgotten });
  const [mailedHalf, readHalf] = halvesOf(setupCode.code);
  const kept = {
    codeHash: setupCode.hash,
    codeSentAt: now,
    codeExpiresAt: codeExpiry(now, windowEndsAt),
    windowEndsAt,
    halfBox: isPasswordForgotten ? seal(deps.keys, halfPlace(resetId), readHalf) : null,
    halfShownAt: null,
  };
  return { kept, mailed: isPasswordForgotten ? mailedHalf : setupCode.code };
}

/** Where the half that is read to the person waits. */
export const halfPlace = (resetId: string) => boxPlace("resets.half_box", resetId);

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
