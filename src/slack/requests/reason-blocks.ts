import type { KnownBlock } from "@slack/types";
import { escapeMrkdwn } from "../../domain/mrkdwn.ts";
import { headline, type RequestView, reasons, subjectLine } from "../../domain/request-text.ts";
import { section } from "../blocks.ts";
import { clip, type Voice } from "../voice.ts";

/** A note or reason is read whole: what may be typed into its field, escaped, still fits a section of 3,000. */
const maxTold = 500;
export const wholeVoice = (voice: Voice): Voice => ({
  ...voice,
  said: (text) => escapeMrkdwn(clip(text, maxTold)),
});

/** "*Sam Okafor asks to reset MFA for Petra Alvarez*", and who that is. */
export const headBlock = (facts: RequestView, voice: Voice): KnownBlock =>
  section([`*${headline(facts, voice)}*`, subjectLine(facts, voice)].filter(Boolean).join("\n"));

/** Everything that speaks for it, each in a section of its own. */
export const reasonBlocks = (facts: RequestView, voice: Voice): KnownBlock[] =>
  reasons(facts, wholeVoice(voice)).map(([label, text]) => section(`*${label}* ${text}`));
