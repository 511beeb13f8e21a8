import { startResetForId } from "../domain/person-ref.ts";
import { openAdmins, openRemoval, startAdmins, turnPage } from "./admins/command.ts";
import { adminsIds } from "./admins/modal.ts";
import type { ActionAnswer, CommandAnswer, OptionsAnswer, SubmissionAnswer } from "./answer.ts";
import { holdsCode } from "./command-text.ts";
import { linkNumber, linkOpen } from "./gate-messages.ts";
import { openGrant, startGrant, submitWho as submitGrantee } from "./grant/command.ts";
import { confirmIds as grantConfirmIds } from "./grant/confirm-modal.ts";
import { submitGrant } from "./grant/submit.ts";
import { whoIds as granteeIds } from "./grant/who-modal.ts";
import { type Entry, type Task, taskOf } from "./handler.ts";
import {
  grantIds,
  showAdminsId,
  showMeId,
  startInviteId,
  startResetId,
  tellHelp,
  tellUnknown,
  warnOfCode,
} from "./help.ts";
import { openChannel, openNoChannel, submitChannel, submitNoChannel } from "./home/channel.ts";
import { channelIds, noChannelIds } from "./home/channel-modal.ts";
import { showHome } from "./home/command.ts";
import { homeIds } from "./home/ids.ts";
import { openSettings, submitSettings } from "./home/settings.ts";
import { settingsIds } from "./home/settings-modal.ts";
import { openInvite, redrawInvite, startInvite, submitInvite } from "./invite/command.ts";
import { openInvitationAct, showInvitations, turnInvitations } from "./invite/list.ts";
import { invitationsIds } from "./invite/list-modal.ts";
import { inviteIds } from "./invite/modal.ts";
import { ackLinkClick, openNumber, showMe, startMe, submitNumber, unlinkMe } from "./me/command.ts";
import { unlinkMeId } from "./me/messages.ts";
import { numberIds } from "./me/modal.ts";
import type {
  ActionPayload,
  CommandPayload,
  HomePayload,
  OptionsPayload,
  PersonPayload,
  SubmissionPayload,
} from "./payload.ts";
import { startPayments } from "./payments/command.ts";
import { actIds } from "./people/act-modal.ts";
import { suggestPeople } from "./people/command.ts";
import { peopleActions, peopleSubmissions, peopleSuggestions } from "./people/entries.ts";
import { requestActions, requestSubmissions } from "./requests/entries.ts";
import { askIds } from "./reset-mfa/ask-modal.ts";
import { releaseId } from "./reset-mfa/card.ts";
import {
  openAnew,
  openForgotten,
  openForPerson,
  openWho,
  redrawForgotten,
  startReset,
  submitWho,
} from "./reset-mfa/command.ts";
import { confirmIds } from "./reset-mfa/confirm-modal.ts";
import { halfId, threadId, undoId } from "./reset-mfa/done-modal.ts";
import { holdId } from "./reset-mfa/lock-block.ts";
import { releaseIds } from "./reset-mfa/release-modal.ts";
import { renewIds } from "./reset-mfa/renew-modal.ts";
import { holdPerson, openReleaseForm, openUndoForm, submitRelease, submitUndo } from "./reset-mfa/safety.ts";
import { submitAsk, submitConfirm, submitRenewal } from "./reset-mfa/submit.ts";
import { startFromMessage } from "./reset-mfa/support-message.ts";
import { undoIds } from "./reset-mfa/undo-modal.ts";
import { whoIds } from "./reset-mfa/who-modal.ts";
import { textMeCode } from "./text-code/command.ts";
import { textCodeIds } from "./text-code/offer.ts";

/** Everything that can be done in Slack. What is not listed here does nothing. */
export const commands: ReadonlyMap<string, Entry<CommandPayload, CommandAnswer>> = new Map<
  string,
  Entry<CommandPayload, CommandAnswer>
>([
  ["/payments", { needs: "link", handle: startPayments }],
  ["/payments-admins", { needs: "link", handle: startAdmins }],
  ["/payments-me", { needs: "workspace", handle: startMe }],
  ["/payments-invite", { needs: "link", handle: startInvite }],
  ["/payments-grant", { needs: "link", handle: startGrant }],
  ["/payments-reset-mfa", { needs: "link", handle: startReset }],
]);

/** Buttons, by action id. */
export const actions: ReadonlyMap<string, Entry<ActionPayload, ActionAnswer>> = new Map<
  string,
  Entry<ActionPayload, ActionAnswer>
>([
  [linkOpen, { needs: "workspace", handle: ackLinkClick }],
  [linkNumber, { needs: "workspace", handle: openNumber }],
  [showMeId, { needs: "workspace", handle: showMe }],
  [unlinkMeId, { needs: "link", isEffect: true, handle: unlinkMe }],
  [startInviteId, { needs: "link", handle: (context) => openInvite(context) }],
  [inviteIds.relationship, { needs: "link", handle: redrawInvite }],
  [inviteIds.openInvitations, { needs: "link", handle: showInvitations }],
  [invitationsIds.next, { needs: "link", handle: turnInvitations }],
  [invitationsIds.back, { needs: "link", handle: turnInvitations }],
  [invitationsIds.menu, { needs: "link", handle: openInvitationAct }],
  [showAdminsId, { needs: "link", handle: openAdmins }],
  [adminsIds.next, { needs: "link", handle: turnPage }],
  [adminsIds.back, { needs: "link", handle: turnPage }],
  [actIds.list, { needs: "link", handle: turnPage }],
  [adminsIds.remove, { needs: "link", handle: openRemoval }],
  [textCodeIds.button, { needs: "link", handle: textMeCode }],
  ...peopleActions,
  [grantIds.start, { needs: "link", handle: (context) => openGrant(context) }],
  ...requestActions,
  [startResetId, { needs: "link", handle: openWho }],
  [startResetForId, { needs: "link", handle: openForPerson }],
  [renewIds.anew, { needs: "link", handle: openAnew }],
  [renewIds.forgotten, { needs: "link", handle: openForgotten }],
  [confirmIds.passwordForgotten, { needs: "link", handle: redrawForgotten }],
  [holdId, { needs: "link", isEffect: true, handle: holdPerson }],
  [releaseId, { needs: "link", handle: openReleaseForm }],
  [undoId, { needs: "link", handle: openUndoForm }],
  [threadId, { needs: "link", handle: ackLinkClick }],
  [halfId, { needs: "link", handle: ackLinkClick }],
  [homeIds.settings, { needs: "link", handle: openSettings }],
  [homeIds.channel, { needs: "link", handle: openChannel }],
  [homeIds.noChannel, { needs: "link", handle: openNoChannel }],
]);

/** Forms, by callback id. */
export const submissions: ReadonlyMap<string, Entry<SubmissionPayload, SubmissionAnswer>> = new Map<
  string,
  Entry<SubmissionPayload, SubmissionAnswer>
>([
  [numberIds.callbackId, { needs: "workspace", isEffect: true, handle: submitNumber }],
  [inviteIds.callbackId, { needs: "link", isEffect: true, handle: submitInvite }],
  ...peopleSubmissions,
  [granteeIds.callbackId, { needs: "link", handle: submitGrantee }],
  [grantConfirmIds.callbackId, { needs: "link", isEffect: true, handle: submitGrant }],
  ...requestSubmissions,
  [whoIds.callbackId, { needs: "link", handle: submitWho }],
  [confirmIds.callbackId, { needs: "link", isEffect: true, handle: submitConfirm }],
  [askIds.callbackId, { needs: "link", isEffect: true, handle: submitAsk }],
  [renewIds.callbackId, { needs: "link", isEffect: true, handle: submitRenewal }],
  [undoIds.callbackId, { needs: "link", isEffect: true, handle: submitUndo }],
  [releaseIds.callbackId, { needs: "link", isEffect: true, handle: submitRelease }],
  [settingsIds.callbackId, { needs: "link", isEffect: true, handle: submitSettings }],
  [channelIds.callbackId, { needs: "link", isEffect: true, handle: submitChannel }],
  [noChannelIds.callbackId, { needs: "link", isEffect: true, handle: submitNoChannel }],
]);

const help: Entry<CommandPayload, CommandAnswer> = { needs: "workspace", handle: tellHelp };
const codeWarning: Entry<CommandPayload, CommandAnswer> = { needs: "workspace", handle: warnOfCode };
const unknown: Entry<PersonPayload, ActionAnswer> = { needs: "workspace", handle: tellUnknown };
/** Shortcuts, by callback id: global ones, and those on a message. */
export const shortcuts: ReadonlyMap<string, Entry<ActionPayload, ActionAnswer>> = new Map<
  string,
  Entry<ActionPayload, ActionAnswer>
>([
  ["reset_mfa_global", { needs: "link", handle: openWho }],
  ["invite_global", { needs: "link", handle: (context) => openInvite(context) }],
  ["reset_mfa_message", { needs: "link", handle: startFromMessage }],
]);

/** Type-aheads, by action id. */
export const suggestions: ReadonlyMap<string, Entry<OptionsPayload, OptionsAnswer>> = new Map<
  string,
  Entry<OptionsPayload, OptionsAnswer>
>([...peopleSuggestions, [granteeIds.person, { needs: "link", handle: suggestPeople }]]);

/** Nothing registered answers these; they pass the gate all the same. */
const nothing: Entry<SubmissionPayload | OptionsPayload, OptionsAnswer> = {
  needs: "workspace",
  handle: async () => ({ kind: "none" }),
};

/** What is to be done for a payload, once the gate passes it. Unknown names are met with what there is. */
export function taskFor(payload: PersonPayload): Task {
  switch (payload.kind) {
    case "command":
      return taskOf(commandEntry(payload), payload);
    case "action":
      return taskOf<ActionPayload, ActionAnswer>(actions.get(payload.name) ?? unknown, payload);
    case "shortcut":
      return taskOf<ActionPayload, ActionAnswer>(shortcuts.get(payload.name) ?? unknown, payload);
    case "view_submission":
      return taskOf<SubmissionPayload, SubmissionAnswer | ActionAnswer>(
        submissions.get(payload.name) ?? unknown,
        payload,
      );
    case "home_opened":
      return taskOf<HomePayload, ActionAnswer>({ needs: "link", handle: showHome }, payload);
    case "options":
      return taskOf<OptionsPayload, OptionsAnswer>(suggestions.get(payload.name) ?? nothing, payload);
    case "view_closed":
      return taskOf(nothing, payload);
  }
}

function commandEntry(payload: CommandPayload): Entry<CommandPayload, CommandAnswer> {
  if (holdsCode(payload.text)) return codeWarning;
  const entry = commands.get(payload.name);
  return entry && payload.text.toLowerCase() !== "help" ? entry : help;
}
