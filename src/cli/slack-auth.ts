import { z } from "zod";

const patienceMs = 5000;

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team_id: z.string().optional(),
  team: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
});

export type SlackAuth = {
  /** Slack's word for what is wrong with the token. */
  error: string | undefined;
  /** The workspace that it speaks for, or the organization. */
  workspaceId: string | undefined;
  name: string | undefined;
  /** As Slack counts them; undefined where it does not say. */
  scopes: string[] | undefined;
  /** Slack's clock, in whole seconds, as ms; undefined where it does not say. */
  atMs: number | undefined;
};

/** Whom a bot token speaks for. Throws when Slack does not answer. https://docs.slack.dev/reference/methods/auth.test */
export async function slackAuth(apiUrl: string, token: string): Promise<SlackAuth> {
  const response = await fetch(`${apiUrl.replace(/\/+$/, "")}/auth.test`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    redirect: "error",
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status}`);
  const answer = Answer.parse(await response.json());
  const date = response.headers.get("date");
  return {
    error: answer.ok ? undefined : (answer.error ?? "unknown_error"),
    workspaceId: (answer.is_enterprise_install ? answer.enterprise_id : undefined) ?? answer.team_id,
    name: answer.team,
    scopes: response.headers.get("x-oauth-scopes")?.split(/\s*,\s*/),
    atMs: date ? Date.parse(date) : undefined,
  };
}
