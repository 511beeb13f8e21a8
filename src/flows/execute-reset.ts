import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { RequestDetails } from "../domain/request.ts";
import { appendAudit } from "../store/audit.ts";
import { voidChallenges } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { destroyFactors, suspendFactors } from "../store/factors.ts";
import { endHolds } from "../store/holds.ts";
import { voidPending } from "../store/outbox.ts";
import { voidRecoveryCode } from "../store/recovery-codes.ts";
import { updateRequest } from "../store/requests.ts";
import {
  findLatestReset,
  insertReset,
  type NewReset as ResetRow,
  spentCode,
  updateReset,
} from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts } from "../store/slack-links.ts";
import { insertTimers } from "../store/timers.ts";
import { raiseEpoch, type User } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import { endHelpCall } from "./end-help-call.ts";
import type { Execution } from "./execute-act.ts";
import { marksOf } from "./grant-payments-admin.ts";
import { issueSetupCode, mailSetupCode, newStopToken, type SetupCode } from "./issue-setup-code.ts";
import type { Person } from "./lock-actor.ts";
import { tellElsewhere } from "./tell-person.ts";
import { textPerson } from "./text-person.ts";
import { warnOfLockout } from "./warn-of-lockout.ts";

export type ResetInput = Extract<RequestDetails, { kind: "reset" }>;

type ResetExecution = Pick<Execution, "actor" | "answerableId" | "request"> & {
  subject: Person;
  input: ResetInput;
  setupCode: SetupCode;
};

type Executed = { codeExpiresAt: Date; resetId: string };

/** A reset in a company's everyday life: by the person who is answerable for it, recorded with its request. */
export async function executeReset(tx: Tx, deps: Deps, execution: ResetExecution): Promise<Executed> {
  const { actor, answerableId, subject, input, setupCode, request } = execution;
  const { reason, verifiedHow, attestation, note } = input;
  const by = { actorId: answerableId, operator: null, requestId: request.id };
  const isStolen = reason === "stolen";
  const isPasswordForgotten = input.isPasswordForgotten === true;
  const done = await turnOff(tx, deps, {
    companyId: actor.companyId,
    subject,
    setupCode,
    reset: { ...by, reason, verifiedHow, attestation, note, isStolen, isPasswordForgotten },
  });
  const facts = {
    resetId: done.resetId,
    requestId: request.id,
    ...{ reason, verifiedHow, attestation, isStolen, isPasswordForgotten },
    ...marksOf(request),
    factorsBefore: done.factorsBefore,
    factorsAfter: "",
  };
  const [isNoted] = await Promise.all([
    updateRequest(tx, request, { resetId: done.resetId }),
    auditAct(tx, deps, { actor, kind: "reset_executed", subjectId: subject.id, facts }),
  ]);
  if (!isNoted) throw new Error("the request moved under its lock");
  return { codeExpiresAt: done.codeExpiresAt, resetId: done.resetId };
}

type NewReset = Pick<
  ResetRow,
  "actorId" | "operator" | "requestId" | "reason" | "verifiedHow" | "attestation" | "note" | "isStolen"
> & { isPasswordForgotten: boolean };
type TurnedOff = { resetId: string; codeExpiresAt: Date; factorsBefore: string };

/** The effect, all of it or nothing, in the caller's transaction (R43). */
export async function turnOff(
  tx: Tx,
  deps: Deps,
  {
    companyId,
    subject,
    setupCode,
    reset,
  }: { companyId: string; subject: User; setupCode: SetupCode; reset: NewReset },
): Promise<TurnedOff> {
  const now = deps.now();
  const resetId = newId(deps.randomBytes);
  const [before, epoch] = await Promise.all([
    reset.isStolen
      ? destroyFactors(tx, subject.id, ["active", "suspended"], now)
      : suspendFactors(tx, subject.id, { at: now, resetId }),
    // Also what "Lock now" held: the code goes to the mailbox, and the old phone is worth nothing any more.
    raiseEpoch(tx, subject.id, { codeFailures: 0, lockedUntil: null, heldUntil: null }),
    destroyFactors(tx, subject.id, ["pending"], now),
    voidChallenges(tx, subject.id, now),
    endClaimedLinkAttempts(tx, subject.id, now),
    voidRecoveryCode(tx, subject.id, now),
    endHolds(tx, subject.id, { endedAt: now, endedBy: reset.actorId ?? null }),
    endSessions(tx, subject.id, { at: now }),
    endHelpCall(tx, deps, subject.id),
    // Last: it may append to the trail.
    closeUnfinished(tx, subject.id, now),
  ]);
  const opening = { companyId, resetId, subject, setupCode, reset, epoch, executedAt: now };
  const codeExpiresAt = await openReset(tx, deps, opening);
  await warnOfLockout(tx, deps, { subjectId: subject.id });
  return { resetId, codeExpiresAt, factorsBefore: before.map((factor) => factor.kind).join(" ") };
}

type Opening = {
  companyId: string;
  resetId: string;
  subject: User;
  setupCode: SetupCode;
  reset: NewReset;
  epoch: number;
  /** The very time at which "Lock now" ended with it: by that an undo knows it again. */
  executedAt: Date;
};

/** The reset's row with its code, the code's mail, and what goes to the person's other address. Answers until when the code is good. */
async function openReset(
  tx: Tx,
  deps: Deps,
  { companyId, resetId, subject, setupCode, reset, epoch, executedAt }: Opening,
): Promise<Date> {
  const { isPasswordForgotten } = reset;
  const { kept, mailed: code } = issueSetupCode(deps, { resetId, isPasswordForgotten, setupCode });
  const { windowEndsAt, codeExpiresAt: expiresAt } = kept;
  const subjectId = subject.id;
  const row = { id: resetId, subjectId, ...reset, ...kept, epoch };
  await Promise.all([
    insertReset(tx, { ...row, outcome: "open", executedAt }),
    scheduleLapse(tx, deps, { resetId, windowEndsAt }),
    mailSetupCode(tx, deps, { companyId, resetId, subjectId, code, expiresAt }),
    tellElsewhere(tx, deps, {
      userId: subjectId,
      refId: resetId,
      mail: "reset_elsewhere_mail",
      payload: async () => ({ stopToken: await newStopToken(tx, deps, { companyId, resetId }) }),
    }),
    textPerson(tx, deps, { userId: subjectId, news: "reset" }),
  ]);
  return expiresAt;
}

/** A reset that nobody finished gives way to the new one, and its code with it: one open reset per person, held by the index. */
async function closeUnfinished(tx: Tx, subjectId: string, now: Date): Promise<void> {
  const before = await findLatestReset(tx, subjectId);
  if (before?.outcome !== "open") return;
  await updateReset(tx, before, { outcome: "lapsed", outcomeAt: now, ...spentCode });
  await voidPending(tx, now, { refId: before.id, kinds: ["setup_code_mail"] });
  await appendAudit(tx, { kind: "reset_replaced", at: now, subjectId, facts: { resetId: before.id } });
}

/** When the window ends the reset lapses by itself. */
export async function scheduleLapse(
  tx: Tx,
  deps: Pick<Deps, "randomBytes">,
  { resetId, windowEndsAt }: { resetId: string; windowEndsAt: Date },
): Promise<void> {
  await insertTimers(tx, {
    id: newId(deps.randomBytes),
    kind: "reset_lapse",
    refId: resetId,
    dueAt: windowEndsAt,
  });
}
