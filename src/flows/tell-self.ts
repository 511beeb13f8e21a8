import type { Deps } from "../deps.ts";
import type { OwnNews } from "../domain/own-news.ts";
import type { Tx } from "../store/db.ts";
import { tellPerson } from "./tell-person.ts";

type News = {
  userId: string;
  news: OwnNews;
  /** "Safari on iPhone", as its session has it. */
  device?: string | null;
  /** What else the mail shows: a link's token, a new address. */
  more?: Record<string, string>;
};

/** Tells somebody what was done to the own account: whoever did it was signed in, so the owner must hear of it elsewhere. */
export async function tellSelf(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { userId, news, device, more }: News,
): Promise<void> {
  const payload = { news, ...(device ? { device } : {}), ...more };
  await tellPerson(tx, deps, { userId, refId: userId, mail: "own_account_mail", payload });
}
