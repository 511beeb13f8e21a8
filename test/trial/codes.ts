import { setTimeout as sleep } from "node:timers/promises";
import { generateSync } from "otplib";
import type { Guest } from "./seed.ts";

const stepSeconds = 30;
const pollMs = 50;

/** The next code of this person's phone that was not typed yet: whoever just used one waits for it, as people do. */
export async function nextCode(player: Guest, now: () => Date): Promise<string> {
  const stepOf = () => Math.floor(now().getTime() / 1000 / stepSeconds);
  while (stepOf() <= player.usedStep) await sleep(pollMs);
  player.usedStep = stepOf();
  return generateSync({ secret: player.secrets[0] ?? "", epoch: Math.floor(now().getTime() / 1000) });
}
