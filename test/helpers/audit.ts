import type postgres from "postgres";

/** The kinds of a company's audit events, in order. */
export async function auditKinds(owner: postgres.Sql, companyId: string): Promise<string[]> {
  const rows = await owner<
    { kind: string }[]
  >`select kind from audit_events where company_id = ${companyId} order by seq`;
  return rows.map((row) => row.kind);
}

/** Everything about a person's MFA that a refusal must leave alone, as one comparable value. */
export async function mfaState(owner: postgres.Sql, userId: string) {
  const [user] = await owner`select mfa_epoch, status, role from users where id = ${userId}`;
  const factors =
    await owner`select id, state, secret_box is null as empty from factors where user_id = ${userId} order by id`;
  const codes =
    await owner`select id, used_at, voided_at from recovery_codes where user_id = ${userId} order by id`;
  const resets = await owner`select id, outcome from resets where subject_id = ${userId} order by id`;
  const sessions =
    await owner`select id from sessions where user_id = ${userId} and ended_at is null order by id`;
  return JSON.stringify({ user, factors, codes, resets, sessions });
}
