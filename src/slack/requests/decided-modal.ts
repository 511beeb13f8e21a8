import type { ModalView } from "@slack/types";
import { afterApprovalTexts } from "../../domain/decision-text.ts";
import { headline, type RequestView, stateText } from "../../domain/request-text.ts";
import { tellHalvesText } from "../../domain/reset-text.ts";
import { noticeModal, section } from "../blocks.ts";
import { afterBlocks, halfBlocks } from "../reset-mfa/done-modal.ts";
import type { Voice } from "../voice.ts";

type Facts = RequestView & {
  request: { id: string };
  isSubjectEnrolled: boolean;
  reset: { id: string; isStolen: boolean; isPasswordForgotten: boolean; codeExpiresAt: Date } | null;
};
type Approved = {
  companyId: string;
  company: { displayName: string };
  facts: Facts;
  voice: Voice;
  mayUndo: boolean;
  publicUrl: string;
  /** Whoever asked proceeds alone, and reads the person the second half. */
  isRequester: boolean;
};

/** What became of it with this yes: done, or still waiting for others. Nothing is said before it is true (B14). */
export function approvedModal(approved: Approved): ModalView {
  const { companyId, publicUrl, facts, mayUndo, isRequester } = approved;
  const { request, reset } = facts;
  const undo =
    reset?.outcome === "open" && mayUndo
      ? afterBlocks({ companyId, isStolen: reset.isStolen, requestId: request.id, threadUrl: undefined })
      : [];
  const isHalf = reset?.outcome === "open" && reset.isPasswordForgotten;
  const half = isHalf ? { resetId: reset.id, name: "", isViewer: isRequester } : null;
  const title = request.state === "pending" ? "Approval recorded" : "Approved";
  return noticeModal(title, [
    ...sentences(approved).map((text) => section(text)),
    ...halfBlocks({ publicUrl, half }),
    ...undo,
  ]);
}

/** The same by DM, when the view was closed meanwhile. */
export const approvedText = (approved: Approved) => sentences(approved).join("\n");

function sentences({ company, facts, voice, isRequester }: Approved): string[] {
  const { subject, reset } = facts;
  const isReading = isRequester && reset?.isPasswordForgotten === true && subject !== null;
  return [
    `*${headline(facts, voice)}.*`,
    stateText(facts, voice),
    ...afterApprovalTexts(facts, company.displayName, voice),
    ...(isReading ? [tellHalvesText(voice.said(subject.firstName), voice.said(company.displayName))] : []),
  ];
}

/** After a no. */
export function deniedModal(facts: RequestView, voice: Voice): ModalView {
  return noticeModal("Denied", [section(deniedText(facts, voice))]);
}

export const deniedText = (facts: RequestView, voice: Voice) =>
  `*${headline(facts, voice)}.*\n${stateText(facts, voice)} ${voice.said(facts.requester.firstName)} is told, with your reason.`;
