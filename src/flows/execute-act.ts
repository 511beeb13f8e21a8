import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { RequestDetails } from "../domain/request.ts";
import type { Tx } from "../store/db.ts";
import type { Request } from "../store/requests.ts";
import { alertAdministrators } from "./alert-administrators.ts";
import { approveEmail } from "./approve-email.ts";
import { changePolicy } from "./change-policy.ts";
import { executeReset } from "./execute-reset.ts";
import { grantPaymentsAdmin } from "./grant-payments-admin.ts";
import type { SetupCode } from "./issue-setup-code.ts";
import type { Person } from "./lock-actor.ts";
import { inviteSystemAdministrator, raiseUser } from "./raise-user.ts";
import { revokePaymentsAdmin } from "./revoke-payments-admin.ts";

export type Execution = {
  /** Whose click executes it. */
  actor: Actor;
  /** Who answers for it: the requester; for an ask the Payments Admin who decided it. */
  answerableId: string;
  subject: Person | undefined;
  details: RequestDetails;
  request: Request;
  setupCode?: SetupCode;
};

/** Of a reset: which one it is, and until when its setup code is good. */
export type Effect = { resetId?: string; codeExpiresAt?: Date };

/** The effect of an act, all of it or nothing, in the caller's transaction. The row is `executed` already: it happens once (R42). */
export async function executeAct(tx: Tx, deps: Deps, execution: Execution): Promise<Effect> {
  const { request } = execution;
  const effect = await effectOf(tx, deps, execution);
  const isGrave = request.kind === "reset" && execution.subject?.isAdministrator === true;
  if (request.isBreakGlass) await alertAdministrators(tx, deps, { request, news: "executed", by: "both" });
  else if (request.isReducedQuorum || isGrave)
    await alertAdministrators(tx, deps, { request, news: "executed", by: "dm" });
  return effect;
}

async function effectOf(tx: Tx, deps: Deps, execution: Execution): Promise<Effect> {
  const { details, subject, setupCode } = execution;
  switch (details.kind) {
    case "policy":
      await changePolicy(tx, deps, { ...execution, details });
      return {};
    case "system_administrator":
      if (details.invitee)
        await inviteSystemAdministrator(tx, deps, { ...execution, invitee: details.invitee });
      else await raiseUser(tx, deps, { ...execution, subject: needed(subject) });
      return {};
    case "grant":
      await grantPaymentsAdmin(tx, deps, { ...execution, subject: needed(subject) });
      return {};
    case "revoke":
      await revokePaymentsAdmin(tx, deps, { ...execution, subject: needed(subject) });
      return {};
    case "email":
      await approveEmail(tx, deps, { ...execution, subject: needed(subject) });
      return {};
    case "reset": {
      const whole = { ...execution, subject: needed(subject), setupCode: needed(setupCode), input: details };
      return executeReset(tx, deps, whole);
    }
  }
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an act lacks what it needs to be done");
  return value;
}
