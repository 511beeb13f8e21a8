import type { Deps } from "../deps.ts";
import { mayText } from "../domain/code-ways.ts";
import { nextTextAt, textWindowMs } from "../domain/sms.ts";
import { findSessionChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findSmsCode, listTextsTo } from "../store/sms-codes.ts";
import type { Session } from "./find-session.ts";
import { findUsableFactors } from "./find-usable-factors.ts";
import { isAppOnly } from "./text-code.ts";

/** A number that can be texted, and what was texted to it. */
export type TextState = {
  /** The number's last two digits. */
  hint: string;
  /** A code is out that still works. */
  sentAt: Date | undefined;
  /** When it can be texted again; undefined: now. */
  nextAt: Date | undefined;
};

/** How this person can get a code for the page in hand. Neither: no code can be right. */
export type CodeWays = { hasApp: boolean; text: TextState | undefined };

/** What the code page of this session offers. Changes nothing, and texts nobody (R30). */
export async function viewCodeWays(
  deps: Pick<Deps, "db" | "now" | "smsCountries">,
  session: Session,
): Promise<CodeWays> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const { factors } = await findUsableFactors(tx, session.userId);
    const phone = factors.find((one) => one.kind === "sms");
    const hasApp = factors.some((one) => one.kind === "totp");
    const challenge = await findSessionChallenge(tx, session.id, session.userId);
    const isOffered =
      phone &&
      deps.smsCountries !== undefined &&
      mayText({ ...session.user, isAppOnly: await isAppOnly(tx), factors });
    if (!isOffered || !challenge) return { hasApp, text: undefined };
    const about = { userId: session.userId, refId: challenge.id, hint: phone.phoneHint ?? "" };
    return { hasApp, text: await textStateOf(tx, deps, about) };
  });
}

/** What was texted for a challenge or a set-up, and when it can be texted again. */
export async function textStateOf(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { userId, refId, hint }: { userId: string; refId: string; hint: string },
): Promise<TextState> {
  const now = deps.now();
  const code = await findSmsCode(tx, refId);
  const texts = await listTextsTo(tx, userId, new Date(now.getTime() - textWindowMs));
  const lastUsed = texts.findIndex((one) => one.usedAt !== null);
  const unused = lastUsed === -1 ? texts.length : lastUsed;
  const nextAt = nextTextAt({ unused, lastAt: texts[0]?.sentAt ?? null });
  return {
    hint,
    sentAt: code && code.expiresAt > now ? code.sentAt : undefined,
    nextAt: nextAt && nextAt > now ? nextAt : undefined,
  };
}
