import { Counter, Histogram, type Registry } from "prom-client";
import type { Committed } from "../store/watch.ts";

/** What is counted of the audit trail's events, by their kind. */
const resetSteps: Record<string, string> = {
  reset_asked: "asked",
  reset_executed: "executed",
  break_glass_confirmed: "executed_by_operator",
  setup_code_sent_again: "code_sent_again",
  new_code_asked: "new_code_asked",
  reset_renewed: "renewed",
  reset_replaced: "replaced",
  reset_completed: "completed",
  reset_stopped: "stopped",
  reset_undone: "undone",
  reset_lapsed: "lapsed",
};
const decisions: Record<string, string> = {
  request_approved: "approved",
  request_denied: "denied",
  request_cancelled: "cancelled",
  request_expired: "expired",
};
const lockouts: Record<string, string> = {
  codes_locked: "codes",
  sign_in_locked: "password",
  halves_locked: "setup_code_halves",
  factor_turned_off: "factor_turned_off",
  user_held: "lock_now",
};
const wrongs: ReadonlySet<string> = new Set([
  "wrong_code",
  "wrong_sign_in",
  "wrong_password",
  "wrong_halves",
  "wrong_link_number",
]);
const refused: ReadonlySet<string> = new Set([
  "act_refused",
  "gate_refused",
  "text_refused",
  "break_glass_refused",
]);

/** A reset is a matter of minutes to days, and so is a decision. */
const longBuckets = [60, 300, 900, 3600, 4 * 3600, 24 * 3600, 72 * 3600];

/** Counts what was committed to the trail by this process. Kinds and codes are ours: a closed set, never anybody's words. */
export function happenings(registry: Registry): (event: Committed) => void {
  const registers = [registry];
  const resets = counter(registry, ["resets", "step"], "Steps and outcomes of MFA resets");
  const requests = counter(registry, ["decisions", "outcome"], "How requests for approval were decided");
  const locked = counter(registry, ["lockouts", "kind"], "Lock-outs");
  const refusals = counter(registry, ["refusals", "code"], "Refused acts, wrong codes and passwords");
  const waits = new Histogram({
    name: "latchkey_decision_wait_seconds",
    help: "From a request to its decision",
    labelNames: ["outcome"],
    buckets: longBuckets,
    registers,
  });
  const ways = new Histogram({
    name: "latchkey_reset_completion_seconds",
    help: "From a reset to its person being back in",
    buckets: longBuckets,
    registers,
  });
  return (event) => {
    const { kind, at, begunAt, facts } = event;
    const seconds = begunAt && (at.getTime() - begunAt.getTime()) / 1000;
    const [step, outcome, lockout] = [resetSteps[kind], decisions[kind], lockouts[kind]];
    if (step) resets.inc({ step });
    if (step === "completed" && seconds !== undefined) ways.observe(seconds);
    if (outcome) requests.inc({ outcome });
    if (outcome && seconds !== undefined) waits.observe({ outcome }, seconds);
    if (lockout) locked.inc({ kind: lockout });
    if (wrongs.has(kind)) refusals.inc({ code: kind });
    if (refused.has(kind)) refusals.inc({ code: codeOf(facts?.["why"], kind) });
  };
}

function counter(registry: Registry, [what, label]: readonly [string, string], help: string) {
  const name = `latchkey_${what}_total`;
  return new Counter({ name, help, labelNames: [label], registers: [registry] });
}

/** `why` is a refusal's code; should it ever be words, they do not become a label. */
const codeOf = (why: unknown, kind: string): string =>
  typeof why === "string" && /^[a-z_]{1,40}$/.test(why) ? why : kind;
