import type { Context } from "hono";
import { html } from "hono/html";
import { type Child, jsx } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { codeReader, type TextedNow } from "./code-reader.ts";

/** Answers with a whole page. `texted`: the code that was texted for its form just now. */
export function show(
  c: Context,
  page: Child,
  status: ContentfulStatusCode = 200,
  texted?: TextedNow,
): Response | Promise<Response> {
  const value = { ways: c.get("session")?.user.codeWays, texted };
  return c.html(html`<!doctype html>${jsx(codeReader.Provider, { value }, page)}`, status);
}
