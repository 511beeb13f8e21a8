import type { Deps } from "../deps.ts";
import { normalizeEmail } from "../domain/email.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findSlackPerson } from "../store/slack-links.ts";
import { findOpenLink } from "./find-open-link.ts";
import type { Session } from "./find-session.ts";

export type LinkView = {
  slackName: string;
  slackEmail: string | null;
  slackUserId: string;
  workspaceId: string;
  userEmail: string;
  emailDiffers: boolean;
};

/** Which Slack account would act for this person. Changes nothing. */
export async function viewLink(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  token: string,
): Promise<Result<LinkView>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const open = await findOpenLink(tx, { token, userId: session.userId, now: deps.now() });
    if (!open.ok) return open;
    const { workspaceId, slackUserId } = open.value;
    const person = await findSlackPerson(tx, open.value);
    const slackEmail = person?.email ?? null;
    const userEmail = session.user.email;
    const emailDiffers = slackEmail !== null && normalizeEmail(slackEmail) !== userEmail;
    return ok({
      slackName: person?.name ?? slackUserId,
      slackEmail,
      slackUserId,
      workspaceId,
      userEmail,
      emailDiffers,
    });
  });
}
