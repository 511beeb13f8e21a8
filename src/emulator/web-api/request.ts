import type { Context } from "hono";
import { type Answer, refuse } from "./method.ts";

type Read =
  | { ok: true; token: string | undefined; args: Record<string, unknown> }
  | { ok: false; answer: Answer };

/** The token and the arguments of a call: a form, JSON, or nothing. */
export function readRequest(c: Context, body: string): Read {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const read = c.req.method === "GET" ? { ...c.req.query() } : readBody(type, body);
  if (typeof read === "string") return { ok: false, answer: refuse(read) };
  const args: Record<string, unknown> = { ...c.req.query(), ...read };
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const { token } = args;
  return { ok: true, token: bearer ?? (typeof token === "string" ? token : undefined), args };
}

/** The arguments, or Slack's error. */
function readBody(type: string, body: string): Record<string, unknown> | string {
  if (body === "") return {};
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
