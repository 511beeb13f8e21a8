import type { KnownBlock } from "@slack/types";
import { requestButtons, writeRequestRef } from "../../domain/request-buttons.ts";
import { headline, type RequestView, stateText, subjectLine } from "../../domain/request-text.ts";
import { button, mrkdwn } from "../blocks.ts";
import type { Voice } from "../voice.ts";

type Row = {
  request: RequestView & { request: { id: string } };
  act: "review" | "follow";
  companyId: string;
  voice: Voice;
};

/** A request on one's Home: what, about whom, how it stands, and the door to it. */
export function requestRow({ request, act, companyId, voice }: Row): KnownBlock {
  const about = subjectLine(request, voice);
  const state = stateText(request, voice);
  return {
    type: "section",
    text: mrkdwn([`*${headline(request, voice)}*`, about, state].filter(Boolean).join("\n")),
    accessory: {
      ...button(requestButtons[act], act === "review" ? "Review" : "Follow"),
      value: writeRequestRef(companyId, request.request.id),
    },
  };
}
