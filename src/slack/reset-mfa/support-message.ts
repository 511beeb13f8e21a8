import { type ActionAnswer, open } from "../answer.ts";
import { emailIn } from "../command-text.ts";
import type { LinkedContext } from "../handler.ts";
import type { ActionPayload } from "../payload.ts";
import { openFor, openWho } from "./command.ts";
import { whoModal } from "./who-modal.ts";

/** "Reset MFA for…" on a message: whom it names is taken out of it, and where it stands goes into the note. */
export async function startFromMessage(
  context: LinkedContext,
  { message, channelId }: ActionPayload,
): Promise<ActionAnswer> {
  if (!message || !channelId || !context.isEmployee) return openWho(context);
  const emails = emailsIn(message.text);
  const note = noteOf(permalink(channelId, message.ts));
  const [only] = emails;
  if (only && emails.length === 1) return openFor(context, { email: only, typed: { note } });
  return open(whoModal({ emails, note }, context.isPaymentsAdmin));
}

/** Every address in a message, once: as typed, and as Slack makes a link of it. */
export function emailsIn(text: string): string[] {
  const words = text.split(/[\s,;()"']+/).flatMap((word) => {
    const linked = /<mailto:([^|>]+)/.exec(word)?.[1];
    return [linked ?? word.replace(/^[<*_~`]+/, "").replace(/[>*_~`.:!?]+$/, "")];
  });
  const emails = words.map((word) => emailIn(word)?.toLowerCase()).filter((email) => email !== undefined);
  return [...new Set(emails)];
}

const permalink = (channelId: string, ts: string) =>
  `https://slack.com/archives/${channelId}/p${ts.replace(".", "")}`;

const noteOf = (link: string) => `Support message: ${link}`;
