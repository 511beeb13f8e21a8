import type { Company } from "../../store/companies.ts";
import type { Tx } from "../../store/db.ts";
import type { ClaimedMessage } from "../../store/outbox.ts";
import type { User } from "../../store/users.ts";
import type { Rendered } from "../rendered.ts";

/** What a renderer may read: the rows as they are now, in the tenant's transaction. */
export type MessageContext = {
  tx: Tx;
  message: ClaimedMessage;
  company: Company;
  recipient: User;
  /** The secrets that travelled with the message; none has an empty object. */
  payload: Readonly<Record<string, string>>;
  /** The base of every link (R30), without a slash at its end. */
  publicUrl: string;
  now: Date;
};

/** Undefined: no longer true, so nothing goes out. */
export type Renderer = (context: MessageContext) => Promise<Rendered | undefined>;

/** A secret that this kind cannot do without. */
export function getSecret({ payload, message }: MessageContext, name: string): string {
  const secret = payload[name];
  if (secret === undefined) throw new Error(`${message.kind} has no ${name} in its payload`);
  return secret;
}
