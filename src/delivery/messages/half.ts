import { fullName } from "../../domain/person.ts";
import { halfPath } from "../../domain/reset-text.ts";
import type { Tx } from "../../store/db.ts";
import { findResetFacts } from "../../store/message-facts.ts";
import { findResetOwnerId } from "../../store/reset-people.ts";
import type { Reset } from "../../store/resets.ts";
import { findUser } from "../../store/users.ts";
import { type Sentence, say } from "../words.ts";
import type { ChannelContext, Renderer } from "./context.ts";
import { noticeTo } from "./notice.ts";

/** A new code in two halves, to whoever reads the second one to the person: somebody else had it sent. */
export const halfReadyNotice: Renderer = async (context) => {
  const facts = await findResetFacts(context.tx, context.message.refId);
  if (facts?.reset.outcome !== "open" || !facts.reset.isPasswordForgotten) return undefined;
  const { reset, subject } = facts;
  // Shown already: whoever reads this has seen it, or a newer one is on its way.
  if (!reset.halfBox) return undefined;
  const name = subject.firstName;
  return noticeTo(context, {
    subject: `${fullName(subject)} gets a new setup code`,
    sentences: [
      say`${{ strong: `${fullName(subject)} gets a new setup code, in two halves.` }} The first goes to ${subject.email}; both are good until ${{ until: reset.codeExpiresAt }}, and the halves of before no longer work.`,
      readHalf(context, { resetId: reset.id, name }),
    ],
  });
};

/** "Read Petra the second half: [Show it in the portal]". Never the half itself: it is shown after signing in, and nowhere else. */
export const readHalf = (
  { publicUrl }: Pick<ChannelContext, "publicUrl">,
  { resetId, name }: { resetId: string; name: string },
): Sentence =>
  say`Call ${name} at a number that you already had, and read them the second half. It is shown once: ${{ link: "Show it in the portal", url: `${publicUrl}${halfPath(resetId)}` }}`;

/** Who reads the second half. */
export async function findReaderName(tx: Tx, reset: Reset): Promise<string> {
  const readerId = await findResetOwnerId(tx, reset);
  const reader = readerId ? await findUser(tx, readerId) : undefined;
  return reader ? fullName(reader) : "Whoever checked that it's you";
}
