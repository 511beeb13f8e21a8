import type { Button, KnownBlock, ModalView } from "@slack/types";
import { writeRequestRef } from "../../domain/request-buttons.ts";
import { halfPath, tellHalvesText, tellText } from "../../domain/reset-text.ts";
import type { HalfReader } from "../../flows/find-half-reader.ts";
import type { ResetCard } from "../../flows/load-reset-card.ts";
import { button, noticeModal, section } from "../blocks.ts";
import { mrkdwnVoice } from "../voice.ts";

export const undoId = "reset_undo";
/** A link: the click is acknowledged, and the browser or Slack opens it. */
export const threadId = "reset_thread";

/** A link, too: to the page that shows the half, after signing in. */
export const halfId = "reset_half";

export type Done = {
  companyId: string;
  publicUrl: string;
  card: ResetCard;
  codeExpiresAt: Date;
  isStolen: boolean;
  /** Who reads the other half to the person; null when the code is one. */
  half: HalfReader | null;
  /** Null for the operator's reset. */
  requestId: string | null;
  threadUrl: string | undefined;
};

/** After a reset, or after a new code for one. Closing it closes what lies under it. */
export const doneModal = (done: Done, isRenewal: boolean): ModalView =>
  noticeModal(isRenewal ? "New code sent" : "Reset done", [
    ...sentences(done, isRenewal).map((text) => section(text)),
    ...halfBlocks(done),
    ...afterBlocks(done),
  ]);

/** The same by DM, when the view was closed meanwhile. */
export const doneText = (done: Done, isRenewal: boolean) => sentences(done, isRenewal).join("\n");

function sentences({ card, codeExpiresAt, half }: Done, isRenewal: boolean): string[] {
  const { at, said } = mrkdwnVoice(card.timeZone);
  const name = said(card.firstName);
  const head = isRenewal ? `*${name} gets a new setup code.*` : `*${name}'s MFA is reset.*`;
  const code = half ? "Half of a setup code" : "Setup code";
  const tell = half
    ? [readText(half, name, said), tellHalvesText(name, said(card.companyName))]
    : [tellText(name, said(card.companyName))];
  return [
    `${head} They're not back in yet. ${code} emailed to ${said(card.email)}, good until ${at(codeExpiresAt)}.`,
    ...tell,
    `I'll message you when ${name} is back in.`,
  ];
}

/** Only whoever verified the person is shown the other half. */
function readText(half: HalfReader, name: string, said: (text: string) => string): string {
  return half.isViewer
    ? `*Read ${name} the second half.* Call at a number that you already had; it is shown once.`
    : `*${said(half.name)} reads ${name} the second half:* the portal shows it to nobody else. ${said(half.name)} is told.`;
}

type After = Pick<Done, "companyId" | "isStolen" | "requestId" | "threadUrl">;

/** *Undo*, where it can be, and *See thread*, where there is one. */
export function afterBlocks({ companyId, isStolen, requestId, threadUrl }: After): KnownBlock[] {
  const elements: Button[] = [
    ...(requestId && !isStolen
      ? [{ ...button(undoId, "Undo"), value: writeRequestRef(companyId, requestId) }]
      : []),
    ...(threadUrl ? [{ ...button(threadId, "See thread"), url: threadUrl }] : []),
  ];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

/** *Show it in the portal*, for whoever reads the half to the person. */
export const halfBlocks = ({ publicUrl, half }: Pick<Done, "publicUrl" | "half">): KnownBlock[] =>
  half?.isViewer
    ? [
        {
          type: "actions",
          elements: [
            {
              ...button(halfId, "Show it in the portal"),
              style: "primary",
              url: `${publicUrl}${halfPath(half.resetId)}`,
            },
          ],
        },
      ]
    : [];
