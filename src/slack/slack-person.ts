import { z } from "zod";

/** What `users.info` and `user_change` say of a person (SLACK 5). */
const SlackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_workflow_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  profile: z
    .object({
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
      email: z.string().nullish(),
    })
    .nullish(),
  enterprise_user: z
    .object({ enterprise_id: z.string().nullish(), teams: z.array(z.string()).nullish() })
    .nullish(),
});

export type SlackPerson = {
  slackUserId: string;
  teamId: string;
  name: string;
  email: string | null;
  isDeleted: boolean;
  isBot: boolean;
  isGuest: boolean;
};

/**
 * Slack's answer as we keep it. `teamId` is the installed workspace when the person belongs to it, by the home team,
 * the enterprise or one of its teams: `is_stranger: false` proves no membership, only ids do.
 */
export function slackPerson(answer: unknown, workspaceId: string): SlackPerson {
  const user = SlackUser.parse(answer);
  const { enterprise_user: enterprise, profile } = user;
  const memberships = [user.team_id, enterprise?.enterprise_id, ...(enterprise?.teams ?? [])];
  return {
    slackUserId: user.id,
    teamId: memberships.includes(workspaceId) ? workspaceId : (user.team_id ?? ""),
    name: profile?.real_name || user.real_name || profile?.display_name || user.name || user.id,
    email: profile?.email ?? null,
    isDeleted: user.deleted === true,
    isBot: user.is_bot === true || user.is_workflow_bot === true || user.id === "USLACKBOT",
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true || user.is_stranger === true,
  };
}
