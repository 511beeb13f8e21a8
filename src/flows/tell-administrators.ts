import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import type { OutboxKind } from "../store/outbox-kinds.ts";
import { listAdministrators } from "../store/users.ts";

type Telling = {
  refId: string;
  /** None: only by mail. */
  dm?: OutboxKind;
  /** None: only by Slack. */
  mail?: OutboxKind;
  /** Who hears of it otherwise: the person, whoever did it. */
  except: readonly (string | null)[];
  payload?: Record<string, string>;
};

/** Tells every enrolled administrator of what happened to an account: by Slack, and by mail beside it where it is grave. */
export async function tellAdministrators(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { refId, dm, mail, except, payload }: Telling,
): Promise<void> {
  const people = (await listAdministrators(tx)).filter(
    (one) => one.firstEnrolledAt !== null && !except.includes(one.id),
  );
  const kinds = [dm, mail].filter((kind) => kind !== undefined);
  const messages = people.flatMap(({ id: recipientId }) =>
    kinds.map((kind) => ({ kind, refId, recipientId, ...(payload ? { payload } : {}) })),
  );
  await Promise.all(messages.map((message) => insertOutbox(tx, deps, message)));
}
