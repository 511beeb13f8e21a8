import { requestButtons } from "../../domain/request-buttons.ts";
import type { ActionAnswer, SubmissionAnswer } from "../answer.ts";
import type { Entry } from "../handler.ts";
import type { ActionPayload, SubmissionPayload } from "../payload.ts";
import { openApproval, openReview, submitApproval } from "./approve.ts";
import { askAgain } from "./ask-again.ts";
import { decisionIds } from "./decision-modal.ts";
import { openDenial, submitDenial } from "./deny.ts";
import { denyIds } from "./deny-modal.ts";
import { cancel, openFollow, remind } from "./follow.ts";
import { followIds } from "./follow-modal.ts";
import { noteIds } from "./note-modal.ts";
import { openAnswer, openQuestion, submitAnswer, submitQuestion } from "./notes.ts";
import { openProceeding, submitProceeding } from "./proceed.ts";
import { proceedIds } from "./proceed-modal.ts";

/** The buttons of a request, wherever they stand, and the forms behind them. */
export const requestActions: [string, Entry<ActionPayload, ActionAnswer>][] = [
  [requestButtons.approve, { needs: "link", handle: openApproval }],
  [requestButtons.review, { needs: "link", handle: openReview }],
  [requestButtons.deny, { needs: "link", handle: openDenial }],
  [requestButtons.ask, { needs: "link", handle: openQuestion }],
  [requestButtons.answer, { needs: "link", handle: openAnswer }],
  [requestButtons.cancel, { needs: "link", isEffect: true, handle: cancel }],
  [requestButtons.remind, { needs: "link", isEffect: true, handle: remind }],
  [requestButtons.proceed, { needs: "link", handle: openProceeding }],
  [requestButtons.askAgain, { needs: "link", handle: askAgain }],
  [requestButtons.follow, { needs: "link", handle: openFollow }],
  [followIds.refresh, { needs: "link", handle: openFollow }],
];

export const requestSubmissions: [string, Entry<SubmissionPayload, SubmissionAnswer>][] = [
  [decisionIds.callbackId, { needs: "link", isEffect: true, handle: submitApproval }],
  [denyIds.callbackId, { needs: "link", isEffect: true, handle: submitDenial }],
  [noteIds.question, { needs: "link", isEffect: true, handle: submitQuestion }],
  [noteIds.answer, { needs: "link", isEffect: true, handle: submitAnswer }],
  [proceedIds.callbackId, { needs: "link", isEffect: true, handle: submitProceeding }],
];
