import { z } from "zod";
import { slackMessages } from "../block-kit/issues.ts";
import { endOfToken } from "../state/tokens.ts";
import type { World } from "../state/world.ts";

export type Answer = { ok: boolean; error?: string; [field: string]: unknown };
export type Method = {
  scopes: readonly string[];
  /** Whose token it takes: the bot's, the app's own, or none. */
  token: "bot" | "app" | "none";
  call: (world: World, args: Record<string, unknown>) => Answer;
};

/**
 * A Web API method: the scopes of which the token needs one, the arguments it takes, and what it does.
 * Arguments that do not fit are answered `invalid_arguments`, as Slack does.
 */
export function method<S extends z.ZodType>(
  scopes: readonly string[],
  schema: S,
  run: (world: World, args: z.infer<S>) => Answer,
): Method {
  return {
    scopes,
    token: "bot",
    call: (world, args) => {
      const parsed = schema.safeParse(args, { reportInput: true });
      if (!parsed.success) return refuse("invalid_arguments", slackMessages(parsed.error.issues, []));
      return run(world, parsed.data);
    },
  };
}

export function refuse(error: string, messages?: readonly string[]): Answer {
  return messages ? { ok: false, error, response_metadata: { messages } } : { ok: false, error };
}

/** Whose token this is. A bot's dies with the installation, the app's own does not. */
export function tokenRefusal(world: World, token: string | undefined, wanted: Method["token"]) {
  const { botToken, appToken, revoked } = world.connection;
  if (wanted === "none") return undefined;
  if (token === undefined) return "not_authed";
  const ended = endOfToken(world, token);
  if (ended) return ended;
  if (token !== botToken && token !== appToken) return "invalid_auth";
  if (token !== (wanted === "bot" ? botToken : appToken)) return "not_allowed_token_type";
  return wanted === "bot" ? revoked : undefined;
}

/** Without scopes declared (no manifest) every scope counts as granted. */
export function hasScope(world: World, scope: string): boolean {
  return world.declared.scopes === undefined || world.declared.scopes.includes(scope);
}

export function missingScope(world: World, needed: readonly string[]): Answer {
  return {
    ok: false,
    error: "missing_scope",
    needed: needed.join(","),
    provided: (world.declared.scopes ?? []).join(","),
  };
}

/** A flag, which a form sends as text. */
export const flag = z.union([z.boolean(), z.enum(["true", "false", "1", "0"])]).transform((given) => {
  return given === true || given === "true" || given === "1";
});

/** JSON that a form sends as text; text that is no JSON stays text, for the method to refuse. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
