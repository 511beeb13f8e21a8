import type { Product } from "../trial/product.ts";
import { randomFrom, seedOf } from "../trial/random.ts";
import type { Player } from "../trial/seed.ts";
import { visitorOf } from "./lives.ts";
import { comeIn } from "./portal-acts.ts";

const tries = 3;
/** Each waits for the phone's next code. */
const atOnce = 8;

/**
 * Who cannot sign in at the end, and whom nobody could help. Everybody tries, as they would; for the rest the rows say whether
 * there is a way: a lock that ends, a code that can be sent again, a reset that a Payments Admin can make, an invitation.
 */
export async function findStranded(
  product: Product,
  { players, seed }: { players: readonly Player[]; seed: number },
): Promise<string[]> {
  const waiting = [...players];
  const stranded: string[] = [];
  const walk = async () => {
    for (let player = waiting.shift(); player; player = waiting.shift()) {
      const end = await tryToComeIn(product, player, seed);
      if (end !== "in" && !(await hasWay(product, player.email))) stranded.push(`${player.email}: ${end}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  return stranded;
}

async function tryToComeIn(product: Product, player: Player, seed: number): Promise<string> {
  const random = randomFrom(seedOf(seed, player.name, "end"));
  let end = "";
  for (let at = 0; at < tries && end !== "in"; at += 1)
    end = await comeIn(visitorOf({ product }, player, random)).catch((error: unknown) => String(error));
  return end;
}

async function hasWay({ database: { owner: sql }, deps }: Product, email: string): Promise<boolean> {
  const now = deps.now();
  const [row] = await sql<{ isWaiting: boolean; hasHelp: boolean; mayBeReset: boolean }[]>`
    select u.status <> 'active' or greatest(u.locked_until, u.held_until, t.locked_until) > ${now} as "isWaiting",
      exists (select 1 from users a join grants g on g.company_id = a.company_id and g.user_id = a.id and g.revoked_at is null
        join factors f on f.company_id = a.company_id and f.user_id = a.id and f.state = 'active'
        where a.company_id = u.company_id and a.id <> u.id and a.status = 'active') as "hasHelp",
      not exists (select 1 from factors f where f.company_id = u.company_id and f.user_id = u.id and f.state = 'active')
        as "mayBeReset"
    from users u left join sign_in_throttles t on t.company_id = u.company_id and t.locked_until > ${now}
    where u.email = ${email} order by 1 desc limit 1`;
  // Whoever has a way of getting codes and cannot use it would be stranded.
  return row !== undefined && (row.isWaiting || (row.mayBeReset && row.hasHelp));
}
