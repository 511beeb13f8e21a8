import type { Deed } from "../page/deed.ts";
import type { Done } from "../page/seen.ts";

export type Answer = Done | { ok: false; reason: "unreachable" };

/** Tells the workspace what a person did; answers when the app was told, or why it was not. */
export async function post(deed: Deed): Promise<Answer> {
  try {
    const response = await fetch("/do", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(deed),
    });
    const answer: Answer = await response.json();
    return answer;
  } catch {
    return { ok: false, reason: "unreachable" };
  }
}
