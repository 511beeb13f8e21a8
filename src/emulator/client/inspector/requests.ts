import type { InspectorDeed } from "../../inspector/deed.ts";
import type { EntrySeen, InspectorDone, LogSeen } from "../../inspector/seen.ts";

/** Undefined when the workspace cannot be reached. */
export async function fetchLog(after: number, find: string): Promise<LogSeen | undefined> {
  const query = new URLSearchParams({ after: String(after), find });
  try {
    const response = await fetch(`/inspector/log?${query}`);
    const seen: LogSeen | undefined = response.ok ? await response.json() : undefined;
    return seen;
  } catch {
    return undefined;
  }
}

/** Undefined when it is forgotten. */
export async function fetchEntry(id: string): Promise<EntrySeen | undefined> {
  try {
    const response = await fetch(`/inspector/entries/${encodeURIComponent(id)}`);
    const entry: EntrySeen | undefined = response.ok ? await response.json() : undefined;
    return entry;
  } catch {
    return undefined;
  }
}

export async function postDeed(deed: InspectorDeed): Promise<InspectorDone> {
  try {
    const response = await fetch("/inspector/do", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(deed),
    });
    const done: InspectorDone = await response.json();
    return done;
  } catch {
    return { ok: false, reason: "The workspace can't be reached. Is it still running?" };
  }
}
