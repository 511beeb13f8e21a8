import { z } from "zod";
import { type KeyRing, open } from "../../crypto/secret-box.ts";
import { getCompany } from "../../store/companies.ts";
import type { Tx } from "../../store/db.ts";
import { type ClaimedMessage, type OutboxKind, payloadPlace } from "../../store/outbox.ts";
import { findUser } from "../../store/users.ts";
import type { Rendered } from "../rendered.ts";
import { breakGlassAlert, breakGlassAlertMail } from "./break-glass.ts";
import type { Renderer } from "./context.ts";
import { invitationAcceptedNotice, invitationMail } from "./invitation.ts";
import { linkDoneMail, linkDoneNotice, linkNumberMessage, linkSuspendedMail } from "./link.ts";
import { resetCompletedMail, resetStoppedAlertMail, resetStoppedMail, resetStoppedNotice } from "./reset.ts";
import {
  newCodeAskedNotice,
  resetCompletedNotice,
  resetLapsedNotice,
  resetMailRefusedNotice,
} from "./reset-progress.ts";
import { accountLockedMail, recoveryCodeUsedMail } from "./security.ts";
import { setupCodeMail } from "./setup-code.ts";

const renderers: Record<OutboxKind, Renderer> = {
  invitation_mail: invitationMail,
  setup_code_mail: setupCodeMail,
  reset_completed_mail: resetCompletedMail,
  reset_stopped_mail: resetStoppedMail,
  reset_stopped_alert_mail: resetStoppedAlertMail,
  link_done_mail: linkDoneMail,
  link_suspended_mail: linkSuspendedMail,
  recovery_code_used_mail: recoveryCodeUsedMail,
  account_locked_mail: accountLockedMail,
  reset_completed_dm: resetCompletedNotice,
  reset_stopped_dm: resetStoppedNotice,
  reset_lapsed_dm: resetLapsedNotice,
  reset_mail_refused_dm: resetMailRefusedNotice,
  new_code_asked_dm: newCodeAskedNotice,
  invitation_accepted_dm: invitationAcceptedNotice,
  link_number_dm: linkNumberMessage,
  link_done_dm: linkDoneNotice,
  break_glass_alert_dm: breakGlassAlert,
  break_glass_alert_mail: breakGlassAlertMail,
};

type RenderOptions = { keys: KeyRing; publicUrl: string; now: Date };

/** What a message says now, from the rows as they are; undefined when it is no longer true or has nobody to go to. */
export async function renderMessage(
  tx: Tx,
  message: ClaimedMessage,
  { keys, publicUrl, now }: RenderOptions,
): Promise<Rendered | undefined> {
  if (!isKnown(message.kind)) throw new Error(`unknown outbox kind ${message.kind}`);
  const recipient = message.recipientId === null ? undefined : await findUser(tx, message.recipientId);
  if (!recipient || recipient.status === "deactivated") return undefined;
  const company = await getCompany(tx);
  const payload = openPayload(keys, message);
  return renderers[message.kind]({ tx, message, company, recipient, payload, publicUrl, now });
}

/** A newer process may have written a kind that this one cannot render: it fails here, and that one sends it later. */
const isKnown = (kind: string): kind is OutboxKind => Object.hasOwn(renderers, kind);

const Payload = z.record(z.string(), z.string());

function openPayload(keys: KeyRing, { id, payloadBox }: ClaimedMessage): Record<string, string> {
  if (payloadBox === null) return {};
  return Payload.parse(JSON.parse(open(keys, payloadPlace(id), payloadBox)));
}
