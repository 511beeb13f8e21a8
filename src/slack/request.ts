/** Slack's largest payload is a view of 250 kB inside a form; nothing honest comes near. */
const maxBodyBytes = 1_000_000;

/** The raw bytes, as they were signed; undefined when there are too many. */
export async function readBody(request: Request): Promise<Buffer | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type Body = Record<string, unknown>;

/**
 * The one parse. A form is a flat command, or has one field `payload` of JSON; JSON is an event. The type of a
 * form is exactly this, without a charset (SLACK 3). Undefined: not something that Slack sends.
 */
export function parseBody(contentType: string | undefined, raw: Buffer): Body | undefined {
  const text = raw.toString("utf8");
  if (contentType === "application/x-www-form-urlencoded") {
    const form = Object.fromEntries(new URLSearchParams(text));
    return form["payload"] === undefined ? form : parseObject(form["payload"]);
  }
  return contentType?.split(";", 1)[0] === "application/json" ? parseObject(text) : undefined;
}

function parseObject(json: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);
