import type { Deed } from "../../src/emulator/page/deed.ts";
import type { LiveEvent, Snapshot } from "../../src/emulator/page/seen.ts";
import type { Emulator } from "../../src/emulator/server.ts";

type Place = { as: string; channel?: string; thread?: string; shown?: string };

/** What a person sees there now: the stream's first event. */
export async function seenBy({ url }: Pick<Emulator, "url">, place: Place): Promise<Snapshot> {
  for await (const { snapshot } of liveEvents({ url }, place)) if (snapshot) return snapshot;
  throw new Error("the stream ended before it told anything");
}

/** The stream as a browser reads it; leaving the loop closes it. */
export async function* liveEvents({ url }: Pick<Emulator, "url">, place: Place): AsyncGenerator<LiveEvent> {
  const leaving = new AbortController();
  const { body } = await fetch(`${url}/live?${new URLSearchParams(place)}`, { signal: leaving.signal });
  let rest = "";
  try {
    for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) if (part.startsWith("data: ")) yield JSON.parse(part.slice("data: ".length));
    }
  } finally {
    leaving.abort();
  }
}

/** Posts what a person does, as the page does. */
export async function doAs({ url }: Pick<Emulator, "url">, deed: Deed, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/do`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(deed),
  });
  return { status: response.status, body: await response.text() };
}
