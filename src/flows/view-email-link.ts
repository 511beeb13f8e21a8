import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findUser } from "../store/users.ts";
import { findEmailChange, judgeEmailLink } from "./find-email-change.ts";
import type { Session } from "./find-session.ts";

/** `isOthers`: it was sent for somebody else than who is signed in here, who is told so and no more. */
export type EmailLinkView = { isOthers: true } | { isOthers: false; email: string; expiresAt: Date };

/** What the link in the new mailbox shows. Changes nothing: mail scanners follow links (R30). */
export async function viewEmailLink(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  token: string,
): Promise<Result<EmailLinkView>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const change = await findEmailChange(tx, token);
    if (change && change.userId !== session.userId) return ok({ isOthers: true });
    const judged = judgeEmailLink(change, await findUser(tx, session.userId), deps.now());
    if (!judged.ok) return judged;
    const { email, expiresAt } = judged.value;
    return ok({ isOthers: false, email, expiresAt });
  });
}
