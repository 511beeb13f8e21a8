import { lineOf } from "../crypto/line.ts";
import { hashToken, newToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { normalizeEmail } from "../domain/email.ts";
import { type PasswordBlock, passwordBlock, passwordLinkLifetimeMs } from "../domain/password-reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { afterPasswordMail } from "../domain/throttle.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { insertPasswordReset, voidPasswordResets } from "../store/password-resets.ts";
import { findLatestReset } from "../store/resets.ts";
import { lockThrottle, updateThrottle } from "../store/throttles.ts";
import { findUserByEmail, lockUser, type User } from "../store/users.ts";
import { patienceMs } from "./sign-in.ts";

/** Nobody signs in for it: of a flood no more than these are in the database at once (R27). */
const inLine = lineOf(4);

type Input = { companyId: string; email: string };

/**
 * "Forgot your password?" Answers nothing: whether the address is known, invited, deactivated or had its three mails is told to
 * the mailbox alone (R04). Refused only where very many ask at once. Where no new password may be chosen by mail, the mail says why and what to do instead (R28).
 */
export function askForPasswordLink(deps: Deps, input: Input): Promise<Result<void>> {
  const since = deps.now().getTime();
  return inLine(async () => {
    if (deps.now().getTime() - since > patienceMs) return refuse({ code: "sign_in_busy" });
    return ok(await askNow(deps, input));
  });
}

async function askNow(deps: Deps, { companyId, email: typed }: Input): Promise<void> {
  const email = normalizeEmail(typed);
  // A count of its own, in the table of wrong passwords: unknown addresses are counted as known ones are.
  const emailHash = hashToken(`password-mail.${companyId}.${email}`);
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    const before = await lockThrottle(tx, emailHash, now);
    const counted = afterPasswordMail(before, now);
    // Anybody can press on: each press would make the trail longer.
    if (!counted) return;
    const { isTooMany, ...count } = counted;
    await updateThrottle(tx, emailHash, { ...count, lockedUntil: null });
    const found = await findUserByEmail(tx, email);
    const user = found && (await lockUser(tx, found.id));
    const isKnown = user !== undefined && user.status !== "deactivated";
    const outcome = isTooMany ? "limit" : isKnown ? await mail(tx, deps, { user, companyId }) : "unknown";
    await appendAudit(tx, {
      kind: "password_link_asked",
      at: now,
      subjectId: user?.id ?? null,
      facts: { outcome, email: emailHash.slice(0, 16) },
    });
  });
}

/** One mail, whatever it says: how many have come says nothing about the account. */
async function mail(
  tx: Tx,
  deps: Deps,
  { user, companyId }: { user: User; companyId: string },
): Promise<"mailed" | PasswordBlock> {
  const now = deps.now();
  const why = passwordBlock(user, await findLatestReset(tx, user.id), now);
  const to = { refId: user.id, recipientId: user.id };
  // The newest one counts, and with it the newest news.
  await voidPasswordResets(tx, user.id, now);
  await voidPending(tx, now, { refId: user.id, kinds: ["password_link_mail", "password_blocked_mail"] });
  if (why) {
    await insertOutbox(tx, deps, { kind: "password_blocked_mail", ...to, payload: { why } });
    return why;
  }
  const { token, hash } = newToken(deps.randomBytes, companyId);
  const expiresAt = new Date(now.getTime() + passwordLinkLifetimeMs);
  const row = { tokenHash: hash, userId: user.id, epoch: user.mfaEpoch, createdAt: now, expiresAt };
  await insertPasswordReset(tx, row);
  await insertOutbox(tx, deps, { kind: "password_link_mail", ...to, payload: { token }, expiresAt });
  return "mailed";
}
