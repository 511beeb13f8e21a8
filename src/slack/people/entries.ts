import { personActs } from "../../domain/person-act.ts";
import { personActId } from "../../domain/person-ref.ts";
import { submitRemoval } from "../admins/command.ts";
import type { ActionAnswer, OptionsAnswer, SubmissionAnswer } from "../answer.ts";
import type { Entry } from "../handler.ts";
import { startManageId } from "../help.ts";
import type { ActionPayload, OptionsPayload, SubmissionPayload } from "../payload.ts";
import { actCallbackId } from "./act-modal.ts";
import { openAct, startManage, submitWhom, suggestPeople } from "./command.ts";
import { submitAct } from "./submit-act.ts";
import { manageIds } from "./who-modal.ts";

/** Every act on a person's account has a button that opens its form, and the form. */
export const peopleActions: [string, Entry<ActionPayload, ActionAnswer>][] = [
  [startManageId, { needs: "link", handle: startManage }],
  ...personActs.map((act): [string, Entry<ActionPayload, ActionAnswer>] => [
    personActId(act),
    { needs: "link", handle: openAct(act) },
  ]),
];

export const peopleSubmissions: [string, Entry<SubmissionPayload, SubmissionAnswer>][] = [
  [manageIds.callbackId, { needs: "link", handle: submitWhom }],
  ...personActs.map((act): [string, Entry<SubmissionPayload, SubmissionAnswer>] => [
    actCallbackId(act),
    { needs: "link", isEffect: true, handle: act === "revoke" ? submitRemoval : submitAct(act) },
  ]),
];

export const peopleSuggestions: [string, Entry<OptionsPayload, OptionsAnswer>][] = [
  [manageIds.person, { needs: "link", handle: suggestPeople }],
];
