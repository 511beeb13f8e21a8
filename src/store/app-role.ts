import { sql } from "drizzle-orm";
import type { Db } from "./db.ts";

/**
 * Why the app must not work on this connection, or undefined. Row-level security does not hold for a superuser, for
 * BYPASSRLS, nor for who owns a table, directly or by membership: as such a role one tenant could read another (R62).
 * Judged by `current_user`, as a login may have taken the app's role by a startup parameter.
 */
export async function findAppRoleFault(db: Db): Promise<string | undefined> {
  const [role] = await db.execute<Role>(statement);
  if (!role) throw new Error("the catalogue does not hold the current role");
  const because = (fault: string) =>
    `The app connects as "${role.name}", which ${fault}. Give it a login of its own in DATABASE_APP_URL, a member of latchkey_app and latchkey_worker.`;
  if (role.is_superuser) return because("is a superuser");
  if (role.bypasses) return because("has BYPASSRLS");
  if (role.owns) return because("owns tables");
  if (!role.is_member) return because("cannot take the roles latchkey_app and latchkey_worker");
  return undefined;
}

type Role = { name: string; is_superuser: boolean; bypasses: boolean; owns: boolean; is_member: boolean };

/** `session_user` is who may take a role: after a startup parameter `current_user` is the role that was taken. */
const statement = sql`
  select current_user::text as name, rolsuper as is_superuser, rolbypassrls as bypasses,
    exists (
      select from pg_class
      where relkind in ('r', 'p') and pg_has_role(me.oid, relowner, 'USAGE')
    ) as owns,
    2 = (
      select count(*) from pg_roles taken
      where taken.rolname in ('latchkey_app', 'latchkey_worker') and pg_has_role(session_user, taken.oid, 'MEMBER')
    ) as is_member
  from pg_roles me where me.rolname = current_user`;
