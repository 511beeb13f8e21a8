import { z } from "zod";
import { type KeyRing, open } from "../../crypto/secret-box.ts";
import { type Company, getCompany } from "../../store/companies.ts";
import type { Tx } from "../../store/db.ts";
import { type ClaimedMessage, isStillClaimed, payloadPlace } from "../../store/outbox.ts";
import type { OutboxKind } from "../../store/outbox-kinds.ts";
import { findSlackAddress } from "../../store/slack-links.ts";
import { findUser, type User } from "../../store/users.ts";
import type { Rendered } from "../rendered.ts";
import { actPost } from "./act-post.ts";
import { breakGlassAlert, breakGlassAlertMail } from "./break-glass.ts";
import { channelFaultNotice } from "./channel-fault.ts";
import { channelTestPost } from "./channel-test.ts";
import { checkpointMail, checkpointPost } from "./checkpoint.ts";
import type { ChannelRenderer, Renderer } from "./context.ts";
import { emailChangeMail } from "./email-change.ts";
import { halfReadyNotice } from "./half.ts";
import { helpCallCopy, helpCallPost, helpCallRedraw } from "./help-call.ts";
import { helpCallMail, helpCallPersonDm } from "./help-call-notice.ts";
import { heldAlert, heldAlertMail, heldMail, releasedMail, releasedNotice } from "./hold.ts";
import {
  invitationAcceptedNotice,
  invitationAskedNotice,
  invitationExpiredNotice,
  invitationMail,
  invitationReminderMail,
} from "./invitation.ts";
import { linkDoneMail, linkDoneNotice, linkNumberMessage, linkSuspendedMail } from "./link.ts";
import { lockoutNotice } from "./lockout.ts";
import { ownAccountMail } from "./own-account.ts";
import { emailConfirmMail } from "./own-email.ts";
import { passwordBlockedMail, passwordChangedDm, passwordChangedMail, passwordLinkMail } from "./password.ts";
import { requestAlert, requestAlertMail } from "./request-alert.ts";
import { requestNotice } from "./request-notice.ts";
import { requestDirectMessage, requestPost, requestRedraw } from "./request-post.ts";
import { requestThread } from "./request-thread.ts";
import { requestView } from "./request-view.ts";
import { resetCompletedMail, resetStoppedAlertMail, resetStoppedMail, resetStoppedNotice } from "./reset.ts";
import { resetAskedMail } from "./reset-asked.ts";
import { resetLimitAlert } from "./reset-limit.ts";
import {
  newCodeAskedNotice,
  resetCompletedNotice,
  resetLapsedNotice,
  resetMailRefusedNotice,
} from "./reset-progress.ts";
import { resetUndoneAlert, resetUndoneAlertMail, resetUndoneMail } from "./reset-undone.ts";
import { roleNotice } from "./role-notice.ts";
import { accountLockedMail, factorOffMail, recoveryCodeUsedMail } from "./security.ts";
import { securityText } from "./security-text.ts";
import { resetElsewhereMail, setupCodeMail } from "./setup-code.ts";
import { smsCodeText } from "./sms-code.ts";
import { workspaceInstalledNotice, workspaceTokenNotice } from "./workspace.ts";

/** What goes to a channel, or stands in Slack already: it has no recipient. */
const toChannels = {
  request_post: requestPost,
  request_redraw: requestRedraw,
  request_thread: requestThread,
  act_post: actPost,
  channel_test_post: channelTestPost,
  checkpoint_post: checkpointPost,
  help_call_post: helpCallPost,
  help_call_redraw: helpCallRedraw,
} satisfies Partial<Record<OutboxKind, ChannelRenderer>>;

type ChannelKind = keyof typeof toChannels;

const toPeople: Record<Exclude<OutboxKind, ChannelKind>, Renderer> = {
  invitation_mail: invitationMail,
  invitation_reminder_mail: invitationReminderMail,
  setup_code_mail: setupCodeMail,
  reset_elsewhere_mail: resetElsewhereMail,
  security_text: securityText,
  reset_completed_mail: resetCompletedMail,
  reset_stopped_mail: resetStoppedMail,
  reset_stopped_alert_mail: resetStoppedAlertMail,
  link_done_mail: linkDoneMail,
  link_suspended_mail: linkSuspendedMail,
  recovery_code_used_mail: recoveryCodeUsedMail,
  account_locked_mail: accountLockedMail,
  factor_off_mail: factorOffMail,
  sms_code_text: smsCodeText,
  reset_completed_dm: resetCompletedNotice,
  reset_stopped_dm: resetStoppedNotice,
  reset_lapsed_dm: resetLapsedNotice,
  reset_mail_refused_dm: resetMailRefusedNotice,
  new_code_asked_dm: newCodeAskedNotice,
  half_ready_dm: halfReadyNotice,
  invitation_accepted_dm: invitationAcceptedNotice,
  invitation_expired_dm: invitationExpiredNotice,
  link_number_dm: linkNumberMessage,
  link_done_dm: linkDoneNotice,
  request_dm: requestDirectMessage,
  request_notice: requestNotice,
  request_view_update: requestView,
  request_alert_dm: requestAlert,
  request_alert_mail: requestAlertMail,
  reset_asked_mail: resetAskedMail,
  email_change_mail: emailChangeMail,
  lockout_dm: lockoutNotice,
  role_notice: roleNotice,
  channel_fault_notice: channelFaultNotice,
  workspace_installed_notice: workspaceInstalledNotice,
  workspace_token_notice: workspaceTokenNotice,
  held_mail: heldMail,
  held_alert_dm: heldAlert,
  held_alert_mail: heldAlertMail,
  released_mail: releasedMail,
  released_dm: releasedNotice,
  reset_undone_mail: resetUndoneMail,
  reset_undone_alert_dm: resetUndoneAlert,
  reset_undone_alert_mail: resetUndoneAlertMail,
  reset_limit_alert_dm: resetLimitAlert,
  break_glass_alert_dm: breakGlassAlert,
  break_glass_alert_mail: breakGlassAlertMail,
  checkpoint_mail: checkpointMail,
  own_account_mail: ownAccountMail,
  email_confirm_mail: emailConfirmMail,
  password_link_mail: passwordLinkMail,
  password_blocked_mail: passwordBlockedMail,
  password_changed_mail: passwordChangedMail,
  password_changed_dm: passwordChangedDm,
  invitation_asked_dm: invitationAskedNotice,
  help_call_mail: helpCallMail,
  help_call_person_dm: helpCallPersonDm,
  help_call_dm: helpCallCopy,
};

type RenderOptions = { keys: KeyRing; publicUrl: string; now: Date };

/**
 * What a message says now, from the rows as they are; undefined when it is no longer ours to send, no longer true or has nobody to
 * go to. "I didn't ask for this" may have come between the claim and now.
 */
export async function renderMessage(
  tx: Tx,
  message: ClaimedMessage,
  { keys, publicUrl, now }: RenderOptions,
): Promise<Rendered | undefined> {
  const { kind } = message;
  if (!isForChannel(kind) && !isForPerson(kind)) throw new Error(`unknown outbox kind ${kind}`);
  // Asked all at once: each would be a round trip of its own, for every message.
  const { recipientId } = message;
  const [isOurs, company, recipient, address] = await Promise.all([
    isStillClaimed(tx, message),
    getCompany(tx),
    recipientId === null ? undefined : findUser(tx, recipientId),
    recipientId === null ? undefined : findSlackAddress(tx, recipientId),
  ]);
  if (!isOurs) return undefined;
  const payload = openPayload(keys, message);
  const context = { tx, message, payload, publicUrl, now };
  if (isForChannel(kind)) return toChannels[kind]({ ...context, company });
  if (!recipient || (recipient.status === "deactivated" && kind !== "role_notice")) return undefined;
  return toPeople[kind]({ ...context, recipient, address, company: inZoneOf(recipient, company) });
}

/** A person reads times in the own zone; else in the company's. */
const inZoneOf = ({ timeZone }: Pick<User, "timeZone">, company: Company): Company =>
  timeZone ? { ...company, timeZone } : company;

/** A newer process may have written a kind that this one cannot render: it fails here, and that one sends it later. */
const isForPerson = (kind: string): kind is keyof typeof toPeople => Object.hasOwn(toPeople, kind);
const isForChannel = (kind: string): kind is ChannelKind => Object.hasOwn(toChannels, kind);

const Payload = z.record(z.string(), z.string());

function openPayload(keys: KeyRing, { id, payloadBox }: ClaimedMessage): Record<string, string> {
  if (payloadBox === null) return {};
  return Payload.parse(JSON.parse(open(keys, payloadPlace(id), payloadBox)));
}
