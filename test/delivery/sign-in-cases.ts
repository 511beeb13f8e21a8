import { hashToken } from "../../src/crypto/token.ts";
import type { Tx } from "../../src/store/db.ts";
import { closeHelpCall, insertHelpCall } from "../../src/store/help-calls.ts";
import { insertInvitation } from "../../src/store/invitations.ts";
import { insertPasswordReset } from "../../src/store/password-resets.ts";
import { insertPosting } from "../../src/store/postings.ts";
import { updateUser } from "../../src/store/users.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import type { Case } from "./message-cases.ts";
import { after, before, channelId, givenChannel, now } from "./request-rows.ts";

const callId = "helpcall00000000";
const helpPostingId = "helppost00000000";
const workspaceId = "T0ACME";

const token = (companyId: string) => ({ token: `${companyId}.${"p".repeat(43)}` });

/** The link of the mail, by the company that the case is rendered in. */
const link =
  (more: { voidedAt?: Date }) =>
  async (tx: Tx): Promise<void> => {
    const [row] = await tx.execute<{ id: string }>("select id from companies");
    const tokenHash = hashToken(token(row?.id ?? "").token);
    const expiresAt = after(30 * minute);
    await insertPasswordReset(tx, {
      ...{ tokenHash, userId: "petra", epoch: 0, createdAt: now, expiresAt },
      ...more,
    });
  };

const call = (tx: Tx) =>
  insertHelpCall(tx, {
    id: callId,
    userId: "petra",
    numberBox: "sealed",
    createdAt: before(minute),
    expiresAt: after(day),
  });

const inChannel = async (tx: Tx) => {
  await givenChannel(tx);
  await insertPosting(tx, { id: helpPostingId, refId: callId, workspaceId, channelId, createdAt: now });
};
const inDm = (tx: Tx) =>
  insertPosting(tx, {
    ...{ id: helpPostingId, refId: callId, workspaceId, channelId: "D0OLIVIA", ts: "1763663520.000200" },
    ...{ recipientId: "olivia", createdAt: now },
  });
const closed = (tx: Tx) => closeHelpCall(tx, "petra", now);

const invitation = { id: "invitation", userId: "nora", invitedBy: "olivia", tokenHash: "h" };
const asked = (more: { voidedAt?: Date }) => (tx: Tx) =>
  insertInvitation(tx, {
    ...invitation,
    sentAt: before(15 * day),
    expiresAt: before(day),
    renewalAskedAt: before(minute),
    ...more,
  });

/** What is sent about passwords, invitations that ran out, and calls for help. */
export const signInCases = {
  password_link_mail: {
    ref: "petra",
    to: "petra",
    payload: token,
    given: link({}),
    unless: link({ voidedAt: now }),
  },
  password_blocked_mail: {
    ref: "petra",
    to: "petra",
    payload: () => ({ why: "reset_waits" }),
    given: (tx) => updateUser(tx, "petra", { firstEnrolledAt: before(hour) }),
    // Never set up: then another reason holds.
    unless: async () => {},
  },
  password_changed_mail: { ref: "petra", to: "petra" },
  password_changed_dm: { ref: "olivia", to: "olivia" },
  invitation_asked_dm: {
    ref: "invitation",
    to: "olivia",
    given: asked({}),
    unless: asked({ voidedAt: now }),
  },
  help_call_mail: { ref: callId, to: "petra", given: call, unless: async () => {} },
  help_call_person_dm: { ref: callId, to: "olivia", given: call, unless: async () => {} },
  help_call_post: {
    ref: callId,
    given: async (tx) => {
      await inChannel(tx);
      await call(tx);
    },
    unless: async (tx) => {
      await inChannel(tx);
      await call(tx);
      await closed(tx);
    },
  },
  help_call_redraw: {
    ref: helpPostingId,
    given: async (tx) => {
      await inDm(tx);
      await call(tx);
      await closed(tx);
    },
    unless: call,
  },
  help_call_dm: {
    ref: callId,
    to: "olivia",
    given: async (tx) => {
      await inDm(tx);
      await call(tx);
    },
    unless: async (tx) => {
      await call(tx);
      await closed(tx);
    },
  },
} satisfies Record<string, Case>;
