import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName, isAdministrator, isPaymentsAdmin } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { countPaymentsAdmins, hasGrant, listPaymentsAdmins } from "../store/grants.ts";
import { findUser, listAdministrators } from "../store/users.ts";
import { strangerRefusal } from "./view-person.ts";

const adminsPerPage = 10;

export type ViewedAdmin = {
  userId: string;
  name: string;
  email: string;
  /** For administrators only: who could be got around is nobody else's business. Invited: not accepted yet. */
  mfa: "set_up" | "not_set_up" | "invited" | null;
  grantedAt: Date;
  /** Null: the first one, by whoever runs Latchkey. */
  grantedBy: string | null;
};

export type AdminsPage = {
  admins: ViewedAdmin[];
  /** Counts from 0. */
  page: number;
  pages: number;
  companyName: string;
  mayGrant: boolean;
  mayRemove: boolean;
  /** One enrolled Payments Admin only: one lost phone away from a lock-out. */
  isAlone: boolean;
};

/** Who the Payments Admins are, for any active employee; payees are told the same whoever there is (R32). */
export async function viewAdmins(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  { page: asked = 0 }: { page?: number } = {},
): Promise<Result<AdminsPage>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "list_admins" });
    if (stranger) return refuse(stranger);
    const person = await findUser(tx, actor.userId);
    if (!person) throw new Error("the gate let an unknown user pass");
    const holdsGrant = await hasGrant(tx, person.id);
    const mayRemove = isPaymentsAdmin(person, holdsGrant);
    const mayGrant = isAdministrator(person, mayRemove);
    const pages = Math.max(1, Math.ceil((await countPaymentsAdmins(tx)) / adminsPerPage));
    const page = Math.min(Math.max(0, asked), pages - 1);
    const rows = await listPaymentsAdmins(tx, { offset: page * adminsPerPage, limit: adminsPerPage });
    const enrolled = (await listAdministrators(tx)).filter((one) =>
      isPaymentsAdmin(one, one.grantedAt !== null),
    );
    const admins = rows.map((row) => ({
      userId: row.id,
      name: fullName(row),
      email: row.email,
      mfa: mayGrant ? mfaOf(row) : null,
      grantedAt: row.grantedAt,
      grantedBy: granterName(row),
    }));
    const companyName = (await getCompany(tx)).displayName;
    return ok({ admins, page, pages, companyName, mayGrant, mayRemove, isAlone: enrolled.length === 1 });
  });
}

type Row = Awaited<ReturnType<typeof listPaymentsAdmins>>[number];

function mfaOf({ status, hasActiveFactor }: Row): ViewedAdmin["mfa"] {
  if (status === "invited") return "invited";
  return hasActiveFactor ? "set_up" : "not_set_up";
}

const granterName = ({ granterFirstName: firstName, granterLastName: lastName }: Row) =>
  firstName === null ? null : fullName({ firstName, lastName: lastName ?? "" });
