import type postgres from "postgres";

/** The audit chain only grows; routes and the list of migrations stay as they are. */
const untouched = new Set(["audit_events", "audit_heads", "routes"]);

/** Copies of all rows, to go back to: each cell of the matrix begins in the same company. */
export async function rowKeeper(owner: postgres.Sql) {
  const found = await owner<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const tables = found.map(({ name }) => name).filter((name) => !untouched.has(name));
  for (const shelf of ["world", "row"]) {
    await owner.unsafe(`create schema ${shelf}`);
    for (const name of tables) await owner.unsafe(`create table ${shelf}.${name} as table public.${name}`);
    await owner.unsafe(copying(`${shelf}.keep`, { tables, from: "public", to: shelf }));
    await owner.unsafe(copying(`${shelf}.restore`, { tables, from: shelf, to: "public" }));
  }
  return {
    keep: (shelf: "world" | "row") => owner.unsafe(`select ${shelf}.keep()`),
    restore: (shelf: "world" | "row") => owner.unsafe(`select ${shelf}.restore()`),
  };
}

/** As a function, so that it is planned once. Foreign keys, and the trigger that wakes the outbox, look away meanwhile. */
function copying(name: string, { tables, from, to }: { tables: string[]; from: string; to: string }): string {
  const statements = tables.flatMap((one) => [
    `delete from ${to}.${one};`,
    `insert into ${to}.${one} select * from ${from}.${one};`,
  ]);
  return `create function ${name}() returns void language plpgsql set session_replication_role = replica
    as $$ begin ${statements.join("\n")} end $$`;
}

export type State = {
  /**
   * Everything that an act may change, a line for each fact, with names in the place of ids. Audit, challenges and attempts are
   * no part of it: a refusal leaves traces there.
   */
  facts: string[];
  /** What a refusal must not do either: tell anybody anything, or plan to. */
  plans: string[];
  /** How many refusals the audit holds. */
  refusals: number;
};

export async function stateOf(owner: postgres.Sql, companyId: string): Promise<State> {
  const rows = await owner<{ fact: string }[]>`
    with u as (select * from users where company_id = ${companyId}),
    named as (select id, first_name as name from u)
    select 'user ' || first_name || ': ' || status || ' ' || role || ' ' || relationship as fact from u
    union all select 'email of ' || first_name || ': ' || email from u
    union all select 'epoch of ' || first_name || ': ' || mfa_epoch from u
    union all select 'lock on ' || first_name from u where held_until is not null
    union all select 'grant of ' || name from grants join named on named.id = user_id where revoked_at is null
    union all select 'factor of ' || name || ': ' || state from factors join named on named.id = user_id
    union all select 'recovery code of ' || name from recovery_codes join named on named.id = user_id
      where used_at is null and voided_at is null
    union all select 'session of ' || name from sessions join named on named.id = user_id where ended_at is null
    union all select 'link of ' || name || ': ' || state from links join named on named.id = user_id
    union all select 'invitation of ' || name || ': ' || case when voided_at is not null then 'void'
      when accepted_at is not null then 'accepted' else 'open' end || ' #' || invitations.id from invitations join named on named.id = user_id
    union all select 'reset of ' || name || ': ' || outcome from resets join named on named.id = subject_id
    union all select 'setup code of ' || name || ' #' || code_hash from resets join named on named.id = subject_id
      where code_hash is not null
    union all select 'request: ' || kind || ' ' || coalesce(s.name, subject_key) || ' by ' || r.name || ', ' || state
      from requests join named r on r.id = requester_id left join named s on s.id = subject_id
    union all select 'reminded of ' || kind from requests where reminded_at is not null
    union all select 'yes of ' || name || ' to ' || kind from request_approvals a
      join requests q on q.id = a.request_id join named on named.id = approver_id
    union all select n.kind || ' of ' || name || ' on ' || q.kind from request_notes n
      join requests q on q.id = n.request_id join named on named.id = author_id
    union all select 'approvals: ' || coalesce(policy->'approvals'->>'grant', '1') || ' grant, '
      || coalesce(policy->'approvals'->>'system_administrator', '1') || ' role, '
      || coalesce(policy->'approvals'->>'revoke', '0') || ' removal, '
      || coalesce(policy->'approvals'->>'reset', '0') || ' reset; wait '
      || coalesce(policy->>'breakGlassAfterMs', '86400000') || ', '
      || coalesce(policy->>'isAppOnlyForAdministrators', 'false') from companies where id = ${companyId}
    union all select 'channel: ' || coalesce(approvals_channel_id, 'none') from companies where id = ${companyId}
    union all select 'plan: message ' || kind from outbox union all select 'plan: timer ' || kind from timers
    union all select 'plan: posting' from postings
    union all select 'refusals: ' || count(*) from audit_events where kind in ('act_refused', 'gate_refused')`;
  const all = rows.map(({ fact }) => fact).sort();
  const plans = all.filter((one) => one.startsWith("plan: "));
  const [count = ""] = all.filter((one) => one.startsWith("refusals: "));
  const facts = all.filter((one) => !one.startsWith("plan: ") && one !== count);
  return { facts, plans, refusals: Number(count.split(" ")[1]) };
}

/** What went and what came. Behind a `#` stands which one it was: two of a kind are two, and nobody need say their ids. */
export function changesBetween(before: string[], after: string[]): string[] {
  const left = [...after];
  const went = before.filter((fact) => {
    const at = left.indexOf(fact);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const said = (sign: string) => (fact: string) => `${sign} ${fact.replace(/ #.*$/, "")}`;
  return [...went.map(said("-")), ...left.map(said("+"))].sort();
}
