import { newId, sameText } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { maxNumberTries } from "../domain/link.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import {
  findLink,
  findLinkOfUser,
  findOpenLinkAttempt,
  insertLink,
  type LinkAttempt,
  lockOpenLinkAttempt,
  type SlackIdentity,
  updateLinkAttempt,
} from "../store/slack-links.ts";
import { lockUser } from "../store/users.ts";
import { hashNumber } from "./claim-link.ts";

type Input = SlackIdentity & { companyId: string; number: string };

/** The Slack identity that was given the link types the portal's number: now both sides have proven themselves, and the tie is active (R54). */
export async function confirmLink(
  deps: Deps,
  { companyId, number, ...identity }: Input,
): Promise<Result<{ firstName: string; companyName: string }>> {
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    // Whose it is, before anything is locked: people come first, as everywhere.
    const found = await findOpenLinkAttempt(tx, identity);
    if (!found?.userId) return refuse({ code: "no_number_waiting" });
    const user = await lockUser(tx, found.userId);
    const attempt = await lockOpenLinkAttempt(tx, identity);
    const isWaiting = attempt?.userId === user.id && attempt.numberExpiresAt && attempt.numberExpiresAt > now;
    if (!isWaiting || !attempt.numberHash) return refuse({ code: "no_number_waiting" });
    const typed = hashNumber(attempt.id, number.replace(/\D/g, ""));
    if (!sameText(typed, attempt.numberHash)) return refuse(await countWrongNumber(tx, deps, attempt));
    if (user.status !== "active") return refuse({ code: "deactivated" });
    if (await findLink(tx, identity)) return refuse({ code: "slack_identity_taken" });
    if (await findLinkOfUser(tx, user.id, identity.workspaceId)) return refuse({ code: "user_has_link" });
    const id = newId(deps.randomBytes);
    await insertLink(tx, { id, ...identity, userId: user.id, state: "active", linkedAt: now });
    await updateLinkAttempt(tx, attempt.id, { endedAt: now });
    const told = { refId: id, recipientId: user.id };
    await insertOutbox(tx, deps, { kind: "link_done_dm", ...told });
    await insertOutbox(tx, deps, { kind: "link_done_mail", ...told });
    await appendAudit(tx, { kind: "slack_linked", at: now, actorId: user.id, ...identity });
    return ok({ firstName: user.firstName, companyName: (await getCompany(tx)).displayName });
  });
}

async function countWrongNumber(tx: Tx, deps: Deps, attempt: LinkAttempt) {
  const now = deps.now();
  const attempts = attempt.attempts + 1;
  const isOver = attempts >= maxNumberTries;
  await updateLinkAttempt(tx, attempt.id, { attempts, ...(isOver ? { endedAt: now } : {}) });
  const { workspaceId, slackUserId } = attempt;
  await appendAudit(tx, {
    kind: "wrong_link_number",
    at: now,
    workspaceId,
    slackUserId,
    facts: { attempts },
  });
  return { code: "wrong_number", triesLeft: maxNumberTries - attempts } as const;
}
