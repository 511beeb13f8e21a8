import type { LogEntry } from "../state/log.ts";

type Fields = Record<string, unknown>;

/** What a request says, whatever form it has: a form, a form with JSON in `payload`, JSON, an envelope of a socket. */
export function fieldsOf({ request, delivery }: Pick<LogEntry, "request" | "delivery">): Fields {
  if (delivery) return delivery.payload;
  const { body, url } = request;
  if (body === "") return fromForm(url.split("?")[1] ?? "");
  if (body.startsWith("{")) return parsed(body);
  const form = fromForm(body);
  return typeof form["payload"] === "string" ? parsed(form["payload"]) : form;
}

const fromForm = (text: string): Fields => Object.fromEntries(new URLSearchParams(text));

function parsed(json: string): Fields {
  try {
    return asFields(JSON.parse(json)) ?? {};
  } catch {
    return {};
  }
}

function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The field of a field, where there is one; a form has JSON as text. */
export function at(value: unknown, ...path: string[]): unknown {
  const fields = typeof value === "string" && value.startsWith("{") ? parsed(value) : asFields(value);
  const [first, ...rest] = path;
  return first === undefined ? value : at(fields?.[first], ...rest);
}
