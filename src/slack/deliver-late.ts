import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { SlackUnavailableError } from "./client.ts";
import type { Surface } from "./surfaces/surface.ts";

const waitsMs = [1000, 2000];
/** The place of whoever waits is held meanwhile: where Slack is gone, and each try takes long, one is enough. */
const patienceMs = 5000;

/** What follows after "Working…": nobody's request waits for it any more, so what Slack refuses now is told a moment later. */
export async function deliverLate(surface: Pick<Surface, "deliverLate">, answer: Answer): Promise<void> {
  const begin = performance.now();
  for (const waitMs of waitsMs) {
    try {
      return await surface.deliverLate(answer);
    } catch (error) {
      const isLong = performance.now() - begin > patienceMs;
      if (isLong || !(error instanceof SlackUnavailableError)) throw error;
      await delay(waitMs);
    }
  }
  return surface.deliverLate(answer);
}
