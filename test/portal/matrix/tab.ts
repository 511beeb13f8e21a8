import { hashToken, newId, newToken } from "../../../src/crypto/token.ts";
import type { Act as Purpose } from "../../../src/flows/begin-step-up.ts";
import { hour } from "../../helpers/clock.ts";
import { codeOf, type TestPerson } from "../../helpers/people.ts";
import { type About, bindStep, type Shown } from "../../slack/matrix/attempt.ts";
import type { World } from "../../slack/matrix/world.ts";
import { browser, type Page, type portal, textOf } from "../browser.ts";

/** A page, with what a reader sees of it behind the address that it stands at. */
export type Seen = Shown & Pick<Page, "status" | "html">;

/** Somebody who acts at the portal, signed in in a tab of their own. */
export async function tabOf(world: World, app: ReturnType<typeof portal>, by: TestPerson) {
  const { deps, companyId } = world;
  const { cookies, get, post } = browser(app);
  const { token } = newToken(deps.randomBytes, companyId);
  cookies.set("__Host-latchkey", token);
  await signIn(world, by, token);
  const seen = (asked: string, { html, status, path = asked }: Page & { path?: string }): Seen => ({
    ...{ html, status, view: undefined },
    text: `${path} ${textOf({ html })}`,
  });
  return {
    by,
    get: async (path: string) => seen(path, await get(path)),
    post: async (path: string, fields: Record<string, string> = {}) => seen(path, await post(path, fields)),
    code: () => codeOf(deps, by.secret),
    bind: async (act: Purpose, about: About = {}) =>
      (await bindStep(world, by, { act, ...about })).challengeId,
  };
}
export type Tab = Awaited<ReturnType<typeof tabOf>>;

/**
 * The person's session of the world is taken over, as signing in each time would take longer than all the rest. Who has none is
 * given one that is left over from before they were reset or let go: it must be worth nothing (R52).
 */
async function signIn({ owner, deps, companyId }: World, { userId }: TestPerson, token: string) {
  const now = deps.now();
  const [id, hash, end] = [newId(deps.randomBytes), hashToken(token), new Date(now.getTime() + 12 * hour)];
  const taken =
    await owner`update sessions set token_hash = ${hash}, created_at = ${now}, last_seen_at = ${now}, expires_at = ${end}
    where id = (select id from sessions where user_id = ${userId} and ended_at is null and level = 'full' limit 1)`;
  if (taken.count > 0) return;
  await owner`insert into sessions
    (company_id, id, user_id, token_hash, level, epoch, idle_ms, created_at, last_seen_at, expires_at)
    values (${companyId}, ${id}, ${userId}, ${hash}, 'full', 0, ${hour}, ${now}, ${now}, ${end})`;
}
