import { companyOfToken, hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { type CodeWays, codeWaysOf } from "../domain/code-ways.ts";
import { isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import { isLive, type Level, type Next, nextStep } from "../domain/session.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { hasGrant } from "../store/grants.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findLatestReset } from "../store/resets.ts";
import { findSessionByToken, type SessionRow, updateSession } from "../store/sessions.ts";
import { findUser } from "../store/users.ts";

export type Session = {
  companyId: string;
  id: string;
  userId: string;
  level: Level;
  next: Next;
  user: {
    firstName: string;
    lastName: string;
    email: string;
    relationship: "employee" | "payee";
    role: "member" | "system_administrator";
    isAdministrator: boolean;
    /** With a grant that counts. What a page offers rests on these; what is done is decided again. */
    isPaymentsAdmin: boolean;
    codeWays: CodeWays;
  };
  company: {
    slug: string;
    displayName: string;
    /** The person's own, else the company's. */
    timeZone: string;
    /** ISO country. */
    market: string;
    helpName: string;
    helpEmail: string;
    helpPhone: string | null;
  };
};

/** A session is written as seen at most so often: the idle limit needs no more. */
const seenEveryMs = 30_000;

/** The live session of a cookie, with where it must go next; undefined when it is unknown, ended, idle or void. */
export async function findSession(
  deps: Pick<Deps, "db" | "now" | "smsCountries">,
  token: string,
): Promise<Session | undefined> {
  const companyId = companyOfToken(token);
  if (!companyId) return undefined;
  return inTenant(deps.db, companyId, async (tx) => {
    const row = await findSessionByToken(tx, hashToken(token));
    if (!row) return undefined;
    const user = await findUser(tx, row.userId);
    if (!user) return undefined;
    const holdsGrant = await hasGrant(tx, user.id);
    const rights = {
      isAdministrator: isAdministrator(user, holdsGrant),
      isPaymentsAdmin: isPaymentsAdmin(user, holdsGrant),
    };
    if (!isLive(row, { ...user, ...rights }, deps.now())) return undefined;
    await touch(tx, row, deps.now());
    const company = await getCompany(tx);
    const { slug, displayName, timeZone, market, helpName, helpEmail, helpPhone } = company;
    const { firstName, lastName, email, relationship, role } = user;
    return {
      companyId,
      id: row.id,
      userId: user.id,
      level: row.level,
      next: await nextOf(tx, row),
      user: {
        ...{ firstName, lastName, email, relationship, role },
        ...rights,
        codeWays: await waysOf(tx, deps, { userId: user.id, policy: company.policy, ...rights }),
      },
      company: {
        slug,
        displayName,
        timeZone: user.timeZone ?? timeZone,
        market,
        helpName,
        helpEmail,
        helpPhone,
      },
    };
  });
}

type Asked = { userId: string; isAdministrator: boolean; policy: Record<string, unknown> };

/** How this person gets the codes that forms ask for. */
async function waysOf(
  tx: Tx,
  { smsCountries }: Pick<Deps, "smsCountries">,
  { userId, isAdministrator: isOne, policy }: Asked,
): Promise<CodeWays> {
  const active = (await listFactors(tx, userId)).filter((factor) => factor.state === "active");
  return codeWaysOf({
    isAdministrator: isOne,
    isAppOnly: policyOf(policy).isAppOnlyForAdministrators,
    areTextsOffered: smsCountries !== undefined,
    hasApp: active.some((factor) => factor.kind === "totp"),
    phoneHint: active.find((factor) => factor.kind === "sms")?.phoneHint ?? null,
  });
}

async function touch(tx: Tx, row: SessionRow, now: Date): Promise<void> {
  if (now.getTime() - row.lastSeenAt.getTime() < seenEveryMs) return;
  await updateSession(tx, row.id, { lastSeenAt: now });
}

async function nextOf(tx: Tx, row: SessionRow): Promise<Next> {
  const reset = await findLatestReset(tx, row.userId);
  return nextStep(row.level, {
    needsPassword: row.needsPassword,
    isResetOpen: reset?.outcome === "open" || reset?.outcome === "lapsed",
    hasSavedRecoveryCode: (await findSavedRecoveryCode(tx, row.userId)) !== undefined,
  });
}
