import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { attemptFault } from "../domain/attempt.ts";
import { mayText } from "../domain/code-ways.ts";
import { policyOf } from "../domain/policy.ts";
import type { TextRefusal } from "../domain/refusal.ts";
import { type Result, refuse } from "../domain/result.ts";
import { type Challenge, lockChallenge } from "../store/challenges.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { type Factor, listFactors } from "../store/factors.ts";
import type { User } from "../store/users.ts";
import { phoneOf } from "./check-code.ts";
import { faultRefusal } from "./count-wrong-code.ts";
import type { Session } from "./find-session.ts";
import { findUsableFactors } from "./find-usable-factors.ts";
import { lockActor } from "./lock-actor.ts";
import { lockSignIn } from "./lock-sign-in.ts";
import { sendSmsCode, type TextDeps, type Texted } from "./send-sms-code.ts";

/** "Text me a code" at sign-in, and after a recovery code: for this session's challenge. */
export async function textSignInCode(
  deps: Deps,
  session: Session,
  { address }: { address: string | undefined },
): Promise<Result<Texted>> {
  const level = session.level === "enrol" ? "enrol" : "password";
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockSignIn(tx, deps, { session, level });
    if (!locked.ok) return locked;
    const { row, user, challenge } = locked.value;
    if (level === "enrol" && !row.isRecovery) return refuse({ code: "session_over" });
    const { factors } = await findUsableFactors(tx, user.id);
    return textCode(tx, deps, { user, challenge, factors, address });
  });
}

/** "Text me a code" in a form that waits for one: its challenge says whose the code is and for what. */
export async function textActCode(
  deps: Deps,
  actor: Actor,
  { challengeId, address }: { challengeId: string; address?: string },
): Promise<Result<Texted>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok) return locked;
    const user = locked.value;
    const challenge = await lockChallenge(tx, challengeId);
    if (challenge?.userId !== user.id) return refuse({ code: "challenge_expired" });
    const fault = attemptFault(user, challenge, deps.now());
    if (fault) return refuse(await faultRefusal(tx, user, fault));
    const factors = (await listFactors(tx, user.id)).filter((one) => one.state === "active");
    return textCode(tx, deps, { user, challenge, factors, address });
  });
}

type Asked = {
  user: User & { isAdministrator: boolean };
  challenge: Challenge;
  factors: Factor[];
  address: string | undefined;
};

/** To the person's own number, for this challenge. User and challenge are locked, and a code may be tried now. */
async function textCode(
  tx: Tx,
  deps: TextDeps,
  { user, challenge, factors, address }: Asked,
): Promise<Result<Texted, TextRefusal>> {
  const phone = factors.find((one) => one.kind === "sms");
  if (!phone) return refuse({ code: "no_texts" });
  if (!mayText({ ...user, isAppOnly: await isAppOnly(tx), factors })) return refuse({ code: "app_only" });
  return sendSmsCode(tx, deps, {
    userId: user.id,
    refId: challenge.id,
    phone: phoneOf(deps.keys, phone),
    isOwn: true,
    purpose: challenge.purpose,
    address,
    until: challenge.expiresAt,
  });
}

/** Whether the company wants administrators to use the app (R18). */
export const isAppOnly = async (tx: Tx) => policyOf((await getCompany(tx)).policy).isAppOnlyForAdministrators;
