import type { Deps } from "../deps.ts";
import { SlackUnavailableError } from "./client.ts";
import type { Payload } from "./payload.ts";

type Fault = { error: unknown; payload: Payload; isEffect: boolean };

/**
 * The sentence for an unexpected failure, logged under the reference that the person is told. An effect may have been
 * committed before its answer failed, so there it does not claim that nothing happened; its code is spent either way.
 */
export function faultText(
  deps: Pick<Deps, "log" | "randomBytes">,
  { error, payload, isEffect }: Fault,
): string {
  const ref = deps.randomBytes(2).toString("hex");
  const isSlackSlow = error instanceof SlackUnavailableError;
  const facts = { event: "slack_fault", ref, payloadKind: payload.kind, err: error };
  if (isSlackSlow) deps.log.warn(facts, "Slack unavailable");
  else deps.log.error(facts, "Slack handler failed");
  if (isEffect) {
    return `Something went wrong (ref ${ref}). Try again in a moment: if it was already done you'll be told, and it can't happen twice.`;
  }
  const what = isSlackSlow ? "Slack didn't answer in time" : "Something went wrong";
  return `${what} (ref ${ref}). Nothing was changed. Try again in a moment.`;
}
