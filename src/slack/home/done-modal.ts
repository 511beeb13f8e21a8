import type { ModalView } from "@slack/types";
import { changes } from "../../domain/request-text.ts";
import type { PolicySubmitted } from "../../flows/edit-policy.ts";
import { noticeModal, section } from "../blocks.ts";
import type { Voice } from "../voice.ts";
import { anyOf } from "./settings-modal.ts";

type Done = {
  result: PolicySubmitted;
  /** Who of those who approve would see the channel. */
  presence?: string | undefined;
  voice: Voice;
};

/** What became of it: never "saved" before it is. */
export const policyDoneModal = (done: Done): ModalView =>
  noticeModal(
    done.result.submitted.kind === "executed" ? "Settings saved" : "Waiting for approval",
    sentences(done).map((text) => section(text)),
  );

/** The same by DM, when the view was closed meanwhile. */
export const policyDoneText = (done: Done) => sentences(done).join("\n");

function sentences({ result, presence, voice }: Done): string[] {
  const { submitted, before, after } = result;
  const lines = changes(before, after).map((line) => voice.said(line));
  return [
    headText(result, voice),
    ...lines,
    ...(presence ? [presence] : []),
    ...(submitted.kind === "executed" && isMoved(result)
      ? ["A test message is on its way there. Look whether it came."]
      : []),
    ...(submitted.kind === "waiting"
      ? ["Until then nothing changes. You can close this; I'll message you when it's decided."]
      : []),
  ];
}

function headText({ submitted, before, after }: PolicySubmitted, { said }: Voice): string {
  if (submitted.kind === "waiting") {
    const names = submitted.deciders.length > 0 ? anyOf(submitted.deciders.map(said)) : "";
    const isElsewhere = before.channel?.channelId !== after.channel?.channelId;
    const what = isElsewhere ? "This moves approvals elsewhere" : "This makes approvals easier";
    return `*${what}, so another administrator must agree${names ? `: ${names}` : ""}.*`;
  }
  return submitted.request.isReducedQuorum
    ? "*Saved.* There was nobody else who could agree, so all administrators are told."
    : "*Saved.* It is in force from now on.";
}

const isMoved = ({ before, after }: PolicySubmitted) =>
  after.channel !== null && after.channel.channelId !== before.channel?.channelId;
