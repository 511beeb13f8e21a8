import type { PersonAct } from "./person-act.ts";

/** Action ids of buttons about one person, as messages and modals draw them and the Slack edge hears them: the form of one act. */
export const personActId = (act: PersonAct) => `person_${act}`;
/** From a call for help: the form that resets, or asks for it. */
export const startResetForId = "person_start_reset";

/** Every id of ours in a button begins with its company's. It only says whose form to open: the form's challenge decides (A08). */
export const writePersonRef = (companyId: string, userId: string, act?: string) =>
  [companyId, userId, ...(act ? [act] : [])].join(".");

export type PersonRef = { userId: string; act: string | undefined };

/** Undefined for another company's, or for what is no reference of ours. */
export function readPersonRef(value: string | undefined, companyId: string): PersonRef | undefined {
  const [company, userId, act, ...rest] = (value ?? "").split(".");
  const isOurs = company === companyId && userId && /^[0-9a-z]{16}$/.test(userId) && rest.length === 0;
  return isOurs ? { userId, act } : undefined;
}
