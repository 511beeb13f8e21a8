import type { Tx } from "../../src/store/db.ts";
import { insertInvitation } from "../../src/store/invitations.ts";
import type { OutboxKind } from "../../src/store/outbox-kinds.ts";
import { type Reset, updateReset } from "../../src/store/resets.ts";
import { linkAttempts } from "../../src/store/schema/slack.ts";
import { saveSlackPerson, suspendLink } from "../../src/store/slack-links.ts";
import { updateUser } from "../../src/store/users.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { accountCases } from "./account-cases.ts";
import { administrationCases } from "./administration-cases.ts";
import { requestCases } from "./request-cases.ts";
import { after, before, now } from "./request-rows.ts";
import { safetyCases } from "./safety-cases.ts";
import { setupCode, stopToken } from "./setup.ts";
import { signInCases } from "./sign-in-cases.ts";

export type Case = {
  ref: string;
  /** None for a channel. */
  to?: string;
  payload?: (companyId: string) => Record<string, string>;
  /** What must be true for the message to go out. */
  given?: (tx: Tx) => Promise<unknown>;
  /** What makes it untrue. */
  unless?: (tx: Tx) => Promise<unknown>;
};

const insertAttempt = (tx: Tx, numberExpiresAt: Date) =>
  tx.insert(linkAttempts).values({ ...attempt, userId: "marcus", numberExpiresAt });

const resetId = "reset000000000000";

const change = (changes: Partial<Reset>) => (tx: Tx) =>
  updateReset(tx, { id: resetId, outcome: "open" }, changes);
const ended = (outcome: Reset["outcome"]) => change({ outcome, outcomeAt: before(minute) });
const stop = (companyId: string) => ({ stopToken: stopToken(companyId) });
const invitation = { id: "invitation", userId: "nora", invitedBy: "olivia", tokenHash: "h", sentAt: now };
const invite = (more: { acceptedAt?: Date; voidedAt?: Date }) => (tx: Tx) =>
  insertInvitation(tx, { ...invitation, expiresAt: after(14 * day), ...more });
const unlink = (tx: Tx) => tx.execute("update links set state = 'removed'");
const attempt = {
  id: "attempt",
  workspaceId: "T0ACME",
  slackUserId: "U0MARCUS",
  tokenHash: "h",
  createdAt: now,
  expiresAt: after(15 * minute),
};

/** Everything that goes out, with what makes it true and what makes it untrue. */
export const cases: Record<OutboxKind, Case> = {
  invitation_mail: {
    ref: "invitation",
    to: "nora",
    payload: (companyId) => ({ token: `${companyId}.${"i".repeat(43)}` }),
    given: invite({}),
    unless: invite({ voidedAt: now }),
  },
  setup_code_mail: {
    ref: resetId,
    to: "petra",
    payload: (companyId) => ({ code: setupCode, ...stop(companyId) }),
    unless: ended("stopped"),
  },
  reset_elsewhere_mail: {
    ref: resetId,
    to: "petra",
    payload: (companyId) => ({ ...stop(companyId), to: "petra.old@alvarezdrywall.com" }),
    unless: ended("stopped"),
  },
  security_text: {
    ref: "petra",
    to: "petra",
    payload: () => ({ news: "reset", phone: "+12125550144" }),
  },
  reset_completed_mail: { ref: resetId, to: "petra", payload: stop, given: ended("completed") },
  reset_stopped_mail: { ref: resetId, to: "petra", given: ended("stopped") },
  reset_stopped_alert_mail: { ref: resetId, to: "marcus", given: ended("stopped") },
  link_done_mail: {
    ref: "link000000000000",
    to: "olivia",
    given: (tx) =>
      saveSlackPerson(tx, {
        workspaceId: "T0ACME",
        slackUserId: "U0OLIVIA",
        teamId: "T0ACME",
        name: "olivia.r",
        isDeleted: false,
        isBot: false,
        isGuest: false,
        fetchedAt: now,
      }),
    unless: unlink,
  },
  link_suspended_mail: {
    ref: "link000000000000",
    to: "olivia",
    given: (tx) => suspendLink(tx, "link000000000000"),
    unless: unlink,
  },
  recovery_code_used_mail: { ref: "petra", to: "petra" },
  account_locked_mail: {
    ref: "petra",
    to: "petra",
    given: (tx) => updateUser(tx, "petra", { lockedUntil: after(30 * minute) }),
    unless: async () => {},
  },
  reset_completed_dm: { ref: resetId, to: "olivia", given: ended("completed"), unless: ended("stopped") },
  reset_stopped_dm: { ref: resetId, to: "olivia", given: ended("stopped") },
  reset_lapsed_dm: { ref: resetId, to: "olivia", given: ended("lapsed") },
  reset_mail_refused_dm: {
    ref: resetId,
    to: "olivia",
    given: change({ mailRefusedAt: before(minute) }),
    unless: ended("completed"),
  },
  new_code_asked_dm: {
    ref: resetId,
    to: "olivia",
    given: change({ renewalAskedAt: now, codeSentAt: before(hour) }),
    unless: change({ renewalAskedAt: before(hour), codeSentAt: now }),
  },
  half_ready_dm: {
    ref: resetId,
    to: "olivia",
    given: change({ isPasswordForgotten: true, halfBox: "sealed" }),
    unless: change({ isPasswordForgotten: true, halfBox: null, halfShownAt: now }),
  },
  invitation_accepted_dm: { ref: "invitation", to: "olivia", given: invite({ acceptedAt: now }) },
  link_number_dm: {
    ref: "attempt",
    to: "marcus",
    given: (tx) => insertAttempt(tx, after(5 * minute)),
    unless: (tx) => insertAttempt(tx, now),
  },
  link_done_dm: { ref: "link000000000000", to: "olivia", unless: unlink },
  invitation_reminder_mail: {
    ref: "invitation",
    to: "nora",
    payload: (companyId) => ({ token: `${companyId}.${"i".repeat(43)}` }),
    given: invite({}),
    unless: invite({ acceptedAt: now }),
  },
  invitation_expired_dm: {
    ref: "invitation",
    to: "olivia",
    given: invite({}),
    unless: invite({ acceptedAt: now }),
  },
  ...requestCases,
  ...administrationCases,
  ...safetyCases,
  ...accountCases,
  ...signInCases,
};
