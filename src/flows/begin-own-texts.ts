import type { Deps } from "../deps.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { destroyPendingFactor, findPendingFactor } from "../store/factors.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { renewToken } from "./session-steps.ts";
import { beginTextSetup } from "./set-up-texts.ts";
import { type OwnForm, takeOwnAct } from "./take-own-act.ts";

type Number = { phone: string; address: string | undefined };

/** A fresh code begins the set-up of a number for text messages inside the session, and texts it: good for nothing until that code comes back (R11, B1). */
export async function beginOwnTexts(
  deps: Deps,
  session: Session,
  { phone, address, ...form }: OwnForm & Number,
): Promise<Result<{ sessionToken: string }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const taken = await takeOwnAct(tx, deps, { session, act: "own_text_phone", form });
    if (!taken.ok) return taken;
    const { user } = taken.value;
    await dropStale(tx, { sessionId: session.id, user, now: deps.now() });
    const texted = await beginTextSetup(tx, deps, { user, sessionId: session.id, phone, address });
    if (!texted.ok) return texted;
    return ok(await renewToken(tx, deps, { companyId: session.companyId, sessionId: session.id }));
  });
}

/** The same number once more, while the set-up that the fresh code opened can still be finished. */
export async function textOwnNumberAgain(
  deps: Deps,
  session: Session,
  { address }: Pick<Number, "address">,
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const pending = await findPendingFactor(tx, session.id, "sms");
    if (!pending || !isFinishable(pending, user, now)) return refuse({ code: "setup_over" });
    const texted = await beginTextSetup(tx, deps, { user, sessionId: session.id, phone: undefined, address });
    return texted.ok ? ok(undefined) : texted;
  });
}

/** What an earlier fresh code opened and nobody finished in time: begun anew it has its whole time, for the same number, too. */
async function dropStale(
  tx: Tx,
  { sessionId, user, now }: { sessionId: string; user: { mfaEpoch: number }; now: Date },
): Promise<void> {
  const before = await findPendingFactor(tx, sessionId, "sms");
  if (before && !isFinishable(before, user, now))
    await destroyPendingFactor(tx, { sessionId, kind: "sms", at: now });
}
