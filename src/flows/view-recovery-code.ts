import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { findRecoveryCode } from "../store/recovery-codes.ts";
import { lockSession, type SessionRow } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { recoveryPlace } from "./session-steps.ts";

export type WaitingCode = {
  code: string;
  madeAt: Date;
  /** It ends a set-up, and was not asked for by itself from the account. */
  isLastStep: boolean;
};

/** The code that waits on this session for the tick; undefined when it ran out or was saved. The same at every reload. */
export async function viewRecoveryCode(
  deps: Pick<Deps, "db" | "now" | "keys">,
  session: Session,
): Promise<Partial<WaitingCode>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const row = await lockSession(tx, session.id);
    const isWaiting = row?.recoveryCodeUntil && row.recoveryCodeUntil > deps.now();
    if (!isWaiting || !row.recoveryCodeBox || !row.recoveryCodeId) return {};
    const code = open(deps.keys, recoveryPlace(row.id), row.recoveryCodeBox);
    return { code, ...(await originOf(tx, row, row.recoveryCodeId)) };
  });
}

/** A set-up makes factor and code in the same moment. */
async function originOf(tx: Tx, row: SessionRow, recoveryCodeId: string) {
  const made = await findRecoveryCode(tx, recoveryCodeId);
  if (!made) throw new Error("a session shows a recovery code that is none");
  const factors = await listFactors(tx, row.userId);
  const isLastStep = factors.some(
    ({ sessionId, activatedAt }) =>
      sessionId === row.id && activatedAt?.getTime() === made.createdAt.getTime(),
  );
  return { madeAt: made.createdAt, isLastStep };
}
