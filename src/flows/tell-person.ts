import type { Deps } from "../deps.ts";
import { latelyChangedMs } from "../domain/reset.ts";
import type { TextNews } from "../domain/text-news.ts";
import type { Tx } from "../store/db.ts";
import { listFormerEmails } from "../store/former-emails.ts";
import { insertOutbox } from "../store/outbox.ts";
import type { OutboxKind } from "../store/outbox-kinds.ts";
import { findUser } from "../store/users.ts";
import type { TextDeps } from "./send-sms-code.ts";
import { textPerson } from "./text-person.ts";

/** Whatever holds a code, or opens something, goes to the sign-in address alone and so is none of these. */
type Notice = Exclude<
  OutboxKind,
  "setup_code_mail" | "invitation_mail" | "invitation_reminder_mail" | "sms_code_text" | "password_link_mail"
>;
type Payload = Record<string, string>;

type Telling = {
  userId: string;
  /** The row that the mail is about. */
  refId: string;
  mail: Notice;
  /** What the person's phones are told, too. */
  text?: TextNews;
  /** A function makes it anew for each mail that carries a link of its own. */
  payload?: Payload | (() => Promise<Payload>);
};

/**
 * Tells a person of something that happened to the own account, on every address on file, in the transaction in which it
 * happens (R47, R57): by mail to the sign-in address and to the ones that it replaced in the last 7 days, so that nobody
 * hides what they do next by changing the address first; and by text where `text-person.ts` allows. Call it after the change is written.
 */
export async function tellPerson(tx: Tx, deps: TextDeps, telling: Telling): Promise<void> {
  const { userId: recipientId, refId, mail: kind, text: news } = telling;
  const payload = await payloadOf(telling);
  await insertOutbox(tx, deps, { kind, refId, recipientId, ...(payload ? { payload } : {}) });
  await tellElsewhere(tx, deps, telling);
  if (news) await textPerson(tx, deps, { userId: recipientId, news });
}

/** The same for what the sign-in address is told in another mail: only the other addresses get this one. */
export async function tellElsewhere(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  telling: Telling,
): Promise<void> {
  const { userId: recipientId, refId, mail: kind } = telling;
  for (const to of await listOtherEmails(tx, deps, recipientId)) {
    const payload = { ...(await payloadOf(telling)), to };
    await insertOutbox(tx, deps, { kind, refId, recipientId, payload });
  }
}

const payloadOf = async ({ payload }: Telling) => (typeof payload === "function" ? payload() : payload);

/** Where else than at the sign-in address the person reads mail. */
async function listOtherEmails(tx: Tx, { now }: Pick<Deps, "now">, userId: string): Promise<string[]> {
  const user = await findUser(tx, userId);
  const since = new Date(now().getTime() - latelyChangedMs);
  if (!user?.emailChangedAt || user.emailChangedAt <= since) return [];
  const former = await listFormerEmails(tx, userId, since);
  return former.filter((email) => email !== user.email);
}
