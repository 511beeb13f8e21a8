import type { ModalView } from "@slack/types";
import { fullName } from "../../domain/person.ts";
import { writeRequestRef } from "../../domain/request-buttons.ts";
import { waitingText, waitingTexts } from "../../domain/waiting-text.ts";
import type { GrantRequested } from "../../flows/request-grant.ts";
import { noticeModal, section } from "../blocks.ts";
import { waitingModal } from "../people/act-modal.ts";
import type { Voice } from "../voice.ts";

type Done = { requested: GrantRequested; companyId: string; companyName: string; voice: Voice };

/** Waiting for others, or counting already; closing it closes what lies under it. */
export function grantDoneModal(done: Done): ModalView {
  const { requested, companyId } = done;
  const texts = grantDoneTexts(done);
  const { request } = requested.facts;
  if (request.state === "pending")
    return waitingModal({ texts, ref: writeRequestRef(companyId, request.id) });
  return noticeModal(
    "Payments Admin added",
    texts.map((text) => section(text)),
  );
}

/** The same by DM, when the view was closed meanwhile. */
export const grantDoneText = (done: Omit<Done, "companyId">) => grantDoneTexts(done).join("\n");

function grantDoneTexts({ requested, companyName, voice }: Omit<Done, "companyId">): string[] {
  const { facts, isEnrolled } = requested;
  const { request, subject } = facts;
  const name = subject ? voice.said(fullName(subject)) : "";
  if (request.state === "pending")
    return [`*${name} isn't a Payments Admin yet.*`, ...waitingTexts(waitingText(facts, companyName, voice))];
  const now = isEnrolled
    ? `*${name} is a Payments Admin now.*`
    : `*${name} becomes a Payments Admin* once they have accepted the invitation and set up their sign-in codes.`;
  const told = request.isReducedQuorum
    ? " There was nobody else to approve, so every administrator is told."
    : "";
  return [`${now} They get a message about it.${told}`];
}
