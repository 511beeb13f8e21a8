import type { Senders, SlackSenders } from "../../src/delivery/rendered.ts";
import { startDelivery } from "../../src/delivery/start.ts";
import type { Deps } from "../../src/deps.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertOutbox } from "../../src/store/outbox.ts";
import type { Seeded } from "./company.ts";

export const publicUrl = "https://pay.acme.com";
export const setupCode = "K7QM4-T2X9F";
export const stopToken = (companyId: string) => `${companyId}.${"s".repeat(43)}`;

/** Petra's setup code mail, written as a flow writes it. */
export function insertSetupCodeMail(deps: Deps, { companyId, resetId }: Seeded, expiresAt?: Date) {
  return inTenant(deps.db, companyId, (tx) =>
    insertOutbox(tx, deps, {
      kind: "setup_code_mail",
      refId: resetId,
      recipientId: "petra",
      payload: { code: setupCode, stopToken: stopToken(companyId) },
      ...(expiresAt ? { expiresAt } : {}),
    }),
  );
}

/** Sends what is due, once, and stops. */
export async function deliverAll(deps: Deps, senders: Senders): Promise<void> {
  const delivery = startDelivery({ deps, senders, publicUrl });
  try {
    await delivery.drain();
  } finally {
    await delivery.stop();
  }
}

/** A Slack whose channels are all right, and that takes what it is given, unless told otherwise. */
export const slackThat = (post: SlackSenders["post"]): SlackSenders => ({
  post,
  update: async () => ({ ok: true, receipt: {} }),
  updateView: async () => ({ ok: true, receipt: {} }),
  checkChannel: async () => ({ ok: true, fault: undefined }),
});

/** A mail sender that keeps what it is given. */
export function keepMail() {
  const sent: { to: string; subject: string; messageId: string }[] = [];
  const sendMail: NonNullable<Senders["sendMail"]> = async ({ to, subject }, messageId) => {
    sent.push({ to, subject, messageId });
    return { ok: true, receipt: { host: "localhost", response: "250 OK" } };
  };
  return { sent, sendMail };
}
