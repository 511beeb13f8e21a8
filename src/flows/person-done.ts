import { fullName } from "../domain/person.ts";
import type { User } from "../store/users.ts";
import type { Submitted } from "./submit-act.ts";

/** What an act on a person's account led to: done, or a request that waits for others. */
export type Done = {
  firstName: string;
  name: string;
  email: string;
  /** Until when a new invitation is good. */
  expiresAt?: Date;
  waiting?: { requestId: string; deciders: string[]; required: number };
};

export const doneTo = (subject: Pick<User, "firstName" | "lastName" | "email">): Done => ({
  firstName: subject.firstName,
  name: fullName(subject),
  email: subject.email,
});

/** `Done` of what was submitted. */
export function submittedTo(
  subject: Pick<User, "firstName" | "lastName" | "email">,
  submitted: Submitted,
): Done {
  if (submitted.kind === "executed") return doneTo(subject);
  const { request, deciders, required } = submitted;
  return { ...doneTo(subject), waiting: { requestId: request.id, deciders, required } };
}
