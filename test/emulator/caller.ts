import type { Emulator } from "../../src/emulator/server.ts";
import { botToken } from "./sample-app.ts";

export type Call = { method: string; args?: Record<string, unknown>; token?: string };

/** One call of the Web API by an app, as JSON. */
export async function call(
  emulator: Pick<Emulator, "apiUrl">,
  { method, args = {}, token = botToken }: Call,
) {
  const response = await fetch(`${emulator.apiUrl}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const body: unknown = await response.json();
  return body;
}
