import { boxPlace } from "../crypto/box-place.ts";
import { seal } from "../crypto/secret-box.ts";
import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { findUserByEmail, insertUser, updateUser } from "../store/users.ts";
import { wasNeverSetUp } from "./judge-invitee.ts";

export type Invitee = {
  email: string;
  firstName: string;
  lastName: string;
  relationship: "employee" | "payee";
  organisation: string | null;
  contactPhone: string | null;
};

/** What an account begins with, whether it begins for the first time or again: no password, no codes. That it was enrolled once stays known (R33). */
export const asInvited = {
  status: "invited",
  role: "member",
  passwordHash: null,
  firstEnrolledAt: null,
  codeFailures: 0,
  lockedUntil: null,
  heldUntil: null,
} as const;

/** Where a user's contact phone stands. */
export const contactPhonePlace = (userId: string) => boxPlace("users.contact_phone_box", userId);

/**
 * The person's row: a new one, or that of an invitation which was withdrawn, begun anew with what is typed now. Only the flows
 * that may invite call this.
 */
export async function insertInvited(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { role, ...input }: Invitee & { role: "member" | "system_administrator" },
): Promise<string> {
  const before = await findUserByEmail(tx, input.email);
  const id = before?.id ?? newId(deps.randomBytes);
  const now = deps.now();
  const phone = input.contactPhone;
  const row = {
    ...asInvited,
    role,
    firstName: input.firstName,
    lastName: input.lastName,
    relationship: input.relationship,
    organisation: input.relationship === "payee" ? input.organisation : null,
    contactPhoneBox: phone ? seal(deps.keys, contactPhonePlace(id), phone) : null,
    contactPhoneSetAt: phone ? now : null,
  };
  if (!before) await insertUser(tx, { ...row, id, email: input.email, createdAt: now });
  else if (wasNeverSetUp(before)) await updateUser(tx, id, row);
  else throw new Error("an address that is somebody's was invited");
  return id;
}
