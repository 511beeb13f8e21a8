import type { Deps } from "../../../src/deps.ts";
import type { Db } from "../../../src/store/db.ts";
import { testDatabase } from "../../helpers/database.ts";
import { testDeps } from "../../helpers/deps.ts";
import { codeOf } from "../../helpers/people.ts";
import { withTexts } from "../../helpers/texts.ts";
import { type Brought, type Caller, type Company, moved } from "./case.ts";
import { tenantRows, textsOf } from "./rows.ts";
import { wholeCompany } from "./world.ts";

export type TwoCompanies = Awaited<ReturnType<typeof twoCompanies>>;

/** Companies A and B, with whoever of A calls and all that may be brought along of B. */
export async function twoCompanies() {
  const { db, owner } = await testDatabase();
  const { deps: bare, clock } = testDeps(db);
  const deps = withTexts(bare);
  const a = await wholeCompany({ deps, clock, owner }, "Acme Builders");
  const b = await wholeCompany({ deps, clock, owner }, "Beta Works");
  clock.advance(30_000);
  const { companyId } = a;
  await owner`update users set email = 'beta.' || email, first_name = 'Beta' || first_name, last_name = 'Beta' || last_name,
    search_name = 'beta' || search_name, search_last_name = 'beta' || search_last_name where company_id = ${b.companyId}`;
  for (const person of [b.olivia, b.marcus, b.nora, b.sam, b.petra, b.rita])
    person.email = `beta.${person.email}`;
  const rows = await tenantRows(owner, b.companyId);
  const loaded = await rows.load();
  const brought: Brought = {
    ...b,
    code: codeOf(deps, b.olivia.secret),
    form: (act) => {
      const form = loaded
        .get("challenges")
        ?.findLast((one) => one["purpose"] === act && one["user_id"] === b.olivia.userId);
      if (!form) throw new Error(`Olivia of B has no form open for ${act}`);
      return { challengeId: String(form["id"]), code: codeOf(deps, b.olivia.secret) };
    },
    row: (name) => {
      const [table = "", column = "id"] = name.split(".");
      return String(loaded.get(table)?.[0]?.[column]);
    },
    moved: Object.fromEntries(
      Object.entries(b.tokens).map(([name, token]) => [name, moved(token, companyId)]),
    ) as Company["tokens"],
  };
  const others = new Set(textsOf([...(await (await tenantRows(owner, companyId)).load()).values()]));
  const given = new Set(textsOf([brought, brought.moved]));
  const marks = textsOf([...loaded.values()]).filter(
    (one) => one.length >= 6 && !others.has(one) && !given.has(one) && !loadedIds(loaded).has(one),
  );
  const honest = callerOf(a);
  const theirs = callerOf(b);
  const callers: Record<"a person of A" | "A's tenant with B's person", Caller> = {
    "a person of A": honest,
    "A's tenant with B's person": {
      actor: { ...theirs.actor, companyId },
      web: { ...theirs.web, companyId },
      session: { ...theirs.session, companyId },
      half: { ...theirs.half, companyId },
    },
  };
  const reached: { db: Db; deps: Deps } = { db, deps };
  return { ...reached, owner, clock, companyId, a, b: brought, rows, loaded, marks: new Set(marks), callers };
}

const loadedIds = (loaded: Map<string, Record<string, unknown>[]>) =>
  new Set([...(loaded.get("challenges") ?? [])].map((row) => String(row["id"])));

export const callerOf = ({ olivia, session, half, companyId }: Company): Caller => ({
  actor: olivia.actor,
  web: { companyId, userId: olivia.userId, via: "portal", sessionId: session.id },
  session,
  half,
});
