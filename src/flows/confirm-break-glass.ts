import type { Deps } from "../deps.ts";
import { type BreakGlassNo, confirmRefusal } from "../domain/break-glass.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { type BreakGlass, findBreakGlass, lockBreakGlass, markConfirmed } from "../store/break-glasses.ts";
import { lockCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { alarmAdministrators } from "./alarm-administrators.ts";
import { turnOff } from "./execute-reset.ts";
import { makeSetupCode, type SetupCode } from "./issue-setup-code.ts";
import { getPerson, lockPeople, type Person } from "./lock-actor.ts";
import { type NoRescue, rescueRefusal } from "./open-break-glass.ts";

type Confirmed = { name: string; email: string; codeExpiresAt: Date };
type No = { code: "break_glass_unknown" } | BreakGlassNo | NoRescue;
type Input = { id: string; operator: string };

/**
 * Another operator confirms within 15 minutes: that administrator's MFA is reset, and nothing granted. At most once, however
 * often it is typed (R58).
 */
export async function confirmBreakGlass(deps: Deps, { id, operator }: Input): Promise<Result<Confirmed, No>> {
  const [companyId, breakGlassId] = readId(id);
  if (!companyId || !breakGlassId) return refuse({ code: "break_glass_unknown" });
  // Hashing waits in line and must hold no lock.
  const setupCode = await makeSetupCode(deps);
  const confirmed = await inTenant<Result<Confirmed, No>>(deps.db, companyId, async (tx) => {
    const found = await findBreakGlass(tx, breakGlassId);
    if (!found) return refuse({ code: "break_glass_unknown" });
    const person = getPerson(await lockPeople(tx, [found.subjectId]), found.subjectId);
    const opened = await lockBreakGlass(tx, breakGlassId);
    if (!opened) throw new Error("an emergency access is gone");
    await lockCompany(tx);
    const no = confirmRefusal(opened, operator, deps.now()) ?? rescueRefusal(person);
    if (no) return refuse(await auditNo(tx, deps, { opened, operator, no }));
    const codeExpiresAt = await rescue(tx, deps, { companyId, opened, operator, person, setupCode });
    return ok({ name: fullName(person), email: person.email, codeExpiresAt });
  });
  // Also where nobody reads the company's mail: whoever watches the logs.
  if (confirmed.ok)
    deps.log.error({ event: "break_glass_confirmed", companyId, breakGlassId }, "emergency access was used");
  return confirmed;
}

/** `companyId.id`, in whatever case it was read out. */
const readId = (id: string): string[] =>
  /^[0-9a-z]{10}\.[0-9a-z]{16}$/.test(id.trim().toLowerCase()) ? id.trim().toLowerCase().split(".") : [];

async function auditNo<T extends No>(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { opened, operator, no }: { opened: BreakGlass; operator: string; no: T },
): Promise<T> {
  const facts = { breakGlassId: opened.id, operator, why: no.code, via: "cli" };
  const { subjectId } = opened;
  await appendAudit(tx, { kind: "break_glass_refused", at: deps.now(), subjectId, facts });
  return no;
}

type Rescue = {
  companyId: string;
  opened: BreakGlass;
  operator: string;
  person: Person;
  setupCode: SetupCode;
};

async function rescue(
  tx: Tx,
  deps: Deps,
  { companyId, opened, operator, person, setupCode }: Rescue,
): Promise<Date> {
  const { id: breakGlassId, openedBy, reason } = opened;
  const now = deps.now();
  if (!(await markConfirmed(tx, breakGlassId, { confirmedBy: operator, confirmedAt: now })))
    throw new Error("an emergency access moved under its lock");
  const done = await turnOff(tx, deps, {
    companyId,
    subject: person,
    setupCode,
    reset: {
      actorId: null,
      operator,
      requestId: null,
      reason: "other",
      verifiedHow: "operator",
      attestation: reason,
      note: `Emergency access: opened by ${openedBy}, confirmed by ${operator}`,
      isStolen: false,
      isPasswordForgotten: false,
    },
  });
  await alarmAdministrators(tx, deps, { breakGlassId, news: "confirmed" });
  const facts = {
    breakGlassId,
    resetId: done.resetId,
    ...{ openedBy, confirmedBy: operator, reason },
    ...{ factorsBefore: done.factorsBefore, factorsAfter: "", via: "cli" },
  };
  await appendAudit(tx, { kind: "break_glass_confirmed", at: now, subjectId: person.id, facts });
  return done.codeExpiresAt;
}
