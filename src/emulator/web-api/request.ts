import type { Context } from "hono";
import { type Answer, refuse } from "./method.ts";

/** A view of 250 kB, which is refused as `view_too_large`, is nearly three times as long in a form. */
const maxBodyBytes = 1_000_000;

/** A body, or undefined when it is too large. It is read to its end all the same: else the answer may never arrive. */
export async function readBounded(stream: AsyncIterable<Uint8Array> | null): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of stream ?? []) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) text += decoder.decode(chunk, { stream: true });
  }
  return bytes > maxBodyBytes ? undefined : text + decoder.decode();
}

type Read =
  | { ok: true; token: string | undefined; args: Record<string, unknown> }
  | { ok: false; answer: Answer };

/** The token and the arguments of a call: a form, JSON, or nothing. */
export function readRequest(c: Context, body: string): Read {
  const read = c.req.method === "GET" ? {} : readBody(c.req.header("content-type") ?? "", body);
  if (typeof read === "string") return { ok: false, answer: refuse(read) };
  const args: Record<string, unknown> = { ...c.req.query(), ...read };
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const { token } = args;
  return { ok: true, token: bearer ?? (typeof token === "string" ? token : undefined), args };
}

const charsets = ["utf-8", "utf8", "iso-8859-1"];

/** The arguments, or Slack's error. https://docs.slack.dev/apis/web-api/#post_bodies */
function readBody(contentType: string, body: string): Record<string, unknown> | string {
  if (body === "") return {};
  const [type, ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  if (!type) return "missing_post_type";
  const charset = parameters.find((one) => one.startsWith("charset="))?.slice("charset=".length);
  if (charset !== undefined && !charsets.includes(charset.replaceAll('"', ""))) return "invalid_charset";
  if (type === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(body));
  if (type !== "application/json") return "invalid_post_type";
  try {
    const parsed: unknown = JSON.parse(body);
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? { ...parsed } : "json_not_object";
  } catch {
    return "invalid_json";
  }
}
