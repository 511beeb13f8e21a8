import type { KnownBlock } from "@slack/types";
import { lockoutSentences } from "../../domain/lockout-text.ts";
import type { Lockout } from "../../flows/view-lockout.ts";
import { button, section } from "../blocks.ts";
import { grantIds, startInviteId } from "../help.ts";
import type { Voice } from "../voice.ts";

/** COPY "The only administrator is locked out": for `/payments`, Home and direct messages; empty where all is well. */
export function lockoutBlocks(lockout: Lockout | undefined, voice: Voice): KnownBlock[] {
  const sentences = lockoutSentences(lockout, voice);
  if (!lockout || sentences.length === 0) return [];
  // A section each: with names as long as rows can hold, together they would be more than one takes.
  const sections = sentences.map((one) => section(one));
  // The reminder's ways on are the buttons that stand below it in any case.
  if (lockout.state !== "out") return sections;
  const elements = [button(grantIds.start, "Choose person"), button(startInviteId, "Invite one")];
  return [...sections, { type: "actions", elements }];
}
