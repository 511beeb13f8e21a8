import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { type SlackPerson, saveSlackPerson } from "../store/slack-links.ts";

type Fresh = Omit<SlackPerson, "fetchedAt">;

/** Keeps what Slack just said of a person, so that the gate need not ask at every click. */
export async function rememberSlackPerson(deps: Pick<Deps, "db" | "now">, person: Fresh): Promise<void> {
  await inTenant(deps.db, person.companyId, (tx) =>
    saveSlackPerson(tx, { ...person, fetchedAt: deps.now() }),
  );
}
