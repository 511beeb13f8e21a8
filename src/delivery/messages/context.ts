import type { Company } from "../../store/companies.ts";
import type { Tx } from "../../store/db.ts";
import type { ClaimedMessage } from "../../store/outbox.ts";
import type { SlackIdentity } from "../../store/slack-links.ts";
import type { User } from "../../store/users.ts";
import type { Rendered } from "../rendered.ts";

/** What a renderer may read: the rows as they are now, in the tenant's transaction. */
export type ChannelContext = {
  tx: Tx;
  message: ClaimedMessage;
  company: Company;
  /** What travelled with the message: secrets, or which news it is; none is an empty object. */
  payload: Readonly<Record<string, string>>;
  /** The base of every link (R30), without a slash at its end. */
  publicUrl: string;
  now: Date;
};

export type MessageContext = ChannelContext & {
  recipient: User;
  /** Where the recipient reads direct messages; none: by mail. */
  address: SlackIdentity | undefined;
};

/** Undefined: no longer true, so nothing goes out. */
export type Renderer = (context: MessageContext) => Promise<Rendered | undefined>;
/** For a channel, or for messages that stand somewhere already: they go to nobody in particular. */
export type ChannelRenderer = (context: ChannelContext) => Promise<Rendered | undefined>;

/** What this kind cannot do without. */
export function getSecret(
  { payload, message }: Pick<ChannelContext, "payload" | "message">,
  name: string,
): string {
  const secret = payload[name];
  if (secret === undefined) throw new Error(`${message.kind} has no ${name} in its payload`);
  return secret;
}
