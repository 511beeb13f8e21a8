import { open } from "../crypto/secret-box.ts";
import { noticeCaps, type Phones, type TextNews, textableNumbers } from "../domain/text-news.ts";
import type { Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { findLostPhoneReset, listGoneHints } from "../store/lost-phones.ts";
import { countMessagesSince, insertOutbox } from "../store/outbox.ts";
import { findUser, type User } from "../store/users.ts";
import { phonePlace } from "./check-code.ts";
import { contactPhoneOf, parseContactPhone } from "./contact-phone.ts";
import type { TextDeps } from "./send-sms-code.ts";

/**
 * Texts a notice to the person's phones, where texts are offered and `domain/text-news.ts` allows: beside the mails, never in
 * their place. Of a contact phone that changes, call it before the change is written: the old one hears of it (R51).
 */
export async function textPerson(
  tx: Tx,
  deps: TextDeps,
  { userId, news }: { userId: string; news: TextNews },
): Promise<void> {
  const user = deps.smsCountries && (await findUser(tx, userId));
  if (!user || user.status === "deactivated") return;
  const since = new Date(deps.now().getTime() - noticeCaps.windowMs);
  for (const phone of textableNumbers(await loadPhones(tx, deps, user))) {
    const sent = await countMessagesSince(tx, { kind: "security_text", since, recipientId: userId });
    if (sent.toRecipient >= noticeCaps.person || sent.toAll >= noticeCaps.company) return;
    const payload = { news, phone };
    await insertOutbox(tx, deps, { kind: "security_text", refId: userId, recipientId: userId, payload });
  }
}

async function loadPhones(tx: Tx, deps: TextDeps, user: User): Promise<Phones> {
  const { keys } = deps;
  const contactText = contactPhoneOf(keys, user);
  const contact = contactText ? readNumber(deps, contactText) : undefined;
  const factors = (await listFactors(tx, user.id)).flatMap(
    ({ id, phoneBox, state, activatedAt, createdAt }) => {
      if (!phoneBox || state === "pending") return [];
      const number = open(keys, phonePlace(id), phoneBox);
      return [{ number, isActive: state === "active", since: activatedAt ?? createdAt }];
    },
  );
  const lostAt = await findLostAt(tx, deps, user);
  return {
    contact: contact ? { number: contact, setAt: user.contactPhoneSetAt ?? user.createdAt } : undefined,
    factors,
    goneHints: lostAt ? await listGoneHints(tx, user.id, lostAt) : [],
    lostAt,
  };
}

/** "Lock now" is pressed when a phone may be stolen. */
async function findLostAt(tx: Tx, { now }: TextDeps, user: User): Promise<Date | undefined> {
  if (user.heldUntil && user.heldUntil > now()) return now();
  return (await findLostPhoneReset(tx, user.id))?.executedAt;
}

/** As E.164, if it is a real number of a country that texts go to. */
function readNumber({ smsCountries }: TextDeps, typed: string): string | undefined {
  const number = parseContactPhone(typed);
  if (!number?.isValid() || number.ext || !number.country) return undefined;
  return smsCountries?.includes(number.country) ? number.number : undefined;
}
