import type { Deps } from "../deps.ts";
import { isWaiting } from "../domain/contact-change.ts";
import type { FactorKind } from "../domain/factor.ts";
import { isPaymentsAdmin } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import { getCompany } from "../store/companies.ts";
import { findOpenContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { hasGrant } from "../store/grants.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { listLiveSessions } from "../store/sessions.ts";
import { listLinks } from "../store/slack-links.ts";
import { lockUser, type User } from "../store/users.ts";
import { contactHint, contactPhoneOf } from "./contact-phone.ts";
import type { Session } from "./find-session.ts";
import { type Activity, loadActivity } from "./list-own-activity.ts";
import { newPhoneOf } from "./lock-phone-change.ts";

export type Account = {
  factors: { kind: FactorKind; activatedAt: Date; phoneHint: string | null }[];
  /** The company wants an authenticator app of this person, and no text messages (R18). */
  isAppOnly: boolean;
  /** Whether codes are texted at all here. */
  areTextsOffered: boolean;
  passwordChangedAt: Date | null;
  recoveryCodeSavedAt: Date | null;
  sessions: AccountSession[];
  links: AccountLink[];
  /** The new address that has not been confirmed yet. */
  newEmail: { email: string; expiresAt: Date } | null;
  /** The last two digits: enough to know it again, nothing for whoever holds a stolen session. */
  phone: { hint: string; since: Date | null } | null;
  /** The new number that has not been confirmed yet. */
  newPhone: { hint: string; expiresAt: Date } | null;
  /** The person's own; null: the company's. */
  timeZone: string | null;
  companyTimeZone: string;
  activity: Activity[];
  lastSignInAt: Date | null;
  role: "member" | "system_administrator";
  isPaymentsAdmin: boolean;
};

type AccountSession = {
  id: string;
  device: string;
  lastSeenAt: Date;
  isThis: boolean;
  /** The password was given, and no code yet. */
  isUnfinished: boolean;
};
type AccountLink = {
  id: string;
  workspaceId: string;
  slackUserId: string;
  name: string;
  linkedAt: Date;
  isSuspended: boolean;
};

/** So many of the newest events stand on the page itself. */
const newest = 5;

/** One's own account: how one signs in, where one is signed in, how one is reached, which Slack acts for one, what happened. */
export async function viewAccount(
  deps: Pick<Deps, "db" | "now" | "keys" | "smsCountries">,
  session: Session,
): Promise<Account> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await lockUser(tx, session.userId);
    const holdsGrant = await hasGrant(tx, user.id);
    const factors = await listFactors(tx, user.id);
    const { policy, timeZone: companyTimeZone } = await getCompany(tx);
    return {
      factors: factors.flatMap(({ kind, activatedAt, state, phoneHint }) =>
        state === "active" && activatedAt ? [{ kind, activatedAt, phoneHint }] : [],
      ),
      isAppOnly: session.user.isAdministrator && policyOf(policy).isAppOnlyForAdministrators,
      areTextsOffered: deps.smsCountries !== undefined,
      passwordChangedAt: user.passwordChangedAt,
      recoveryCodeSavedAt: (await findSavedRecoveryCode(tx, user.id))?.savedAt ?? null,
      sessions: await sessionsOf(tx, deps, session),
      links: await listLinks(tx, user.id),
      newEmail: await newEmailOf(tx, deps, user),
      phone: phoneOf(deps, user),
      newPhone: await waitingPhoneOf(tx, deps, user),
      timeZone: user.timeZone,
      companyTimeZone,
      activity: (await loadActivity(tx, user.id, { limit: newest })).events,
      lastSignInAt: user.lastSignInAt,
      role: user.role,
      isPaymentsAdmin: isPaymentsAdmin(user, holdsGrant),
    };
  });
}

async function sessionsOf(tx: Tx, { now }: Pick<Deps, "now">, session: Session): Promise<AccountSession[]> {
  const rows = await listLiveSessions(tx, session.userId, now());
  return rows
    .map(({ id, device, lastSeenAt, level }) => ({
      ...{ id, lastSeenAt },
      device: device ?? "A browser",
      isThis: id === session.id,
      isUnfinished: level !== "full",
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

async function newEmailOf(tx: Tx, { now }: Pick<Deps, "now">, user: User): Promise<Account["newEmail"]> {
  const change = await findOpenContactChange(tx, user.id, "email");
  if (!change?.email || !isWaiting(change, user, now())) return null;
  return { email: change.email, expiresAt: change.expiresAt };
}

async function waitingPhoneOf(
  tx: Tx,
  { keys, now }: Pick<Deps, "keys" | "now">,
  user: User,
): Promise<Account["newPhone"]> {
  const change = await findOpenContactChange(tx, user.id, "phone");
  if (!change || !isWaiting(change, user, now())) return null;
  return { hint: contactHint(newPhoneOf(keys, change)), expiresAt: change.expiresAt };
}

function phoneOf(deps: Pick<Deps, "keys">, user: User): Account["phone"] {
  const phone = contactPhoneOf(deps.keys, user);
  return phone ? { hint: contactHint(phone), since: user.contactPhoneSetAt } : null;
}
