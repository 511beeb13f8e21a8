import { randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import type { Deps } from "../../src/deps.ts";
import type { SlackActor } from "../../src/domain/actor.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import type { Result } from "../../src/domain/result.ts";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { beginStepUp } from "../../src/flows/begin-step-up.ts";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { createCompany } from "../../src/flows/create-company.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { findSession, type Session } from "../../src/flows/find-session.ts";
import { inviteUser } from "../../src/flows/invite-user.ts";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { saveRecoveryCode } from "../../src/flows/save-recovery-code.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { viewRecoveryCode } from "../../src/flows/view-recovery-code.ts";
import type { testClock } from "./clock.ts";
import { payloadOf } from "./outbox.ts";
import { noteSecret } from "./whole-log.ts";

export const password = "quiet-harbour-lantern-42";
/** A Slack team of its own for each company of a test file. */
const newTeam = () => `T0${randomBytes(5).toString("hex").toUpperCase()}`;

/** Somebody who went through the doors that people go through. */
export type TestPerson = {
  userId: string;
  firstName: string;
  email: string;
  /** The secret on the phone, base32. */
  secret: string;
  recoveryCode: string;
  actor: SlackActor;
};

/** The code that the phone shows now. */
export function codeOf(deps: Pick<Deps, "now">, secret: string): string {
  noteSecret(secret);
  return generateSync({ secret, epoch: Math.floor(deps.now().getTime() / 1000) });
}

/** The value of a flow that must succeed. */
export function must<T>(result: Result<T, { code: string }>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The refusal of a flow that must not succeed. */
export function mustRefuse<T, R extends { code: string } = Refusal>(result: Result<T, R>): R {
  if (result.ok) throw new Error("was not refused");
  return result.refusal;
}

export async function mustFindSession(deps: Deps, token: string): Promise<Session> {
  const session = await findSession(deps, token);
  if (!session) throw new Error("no session");
  return session;
}

/** Acme Builders with Olivia, System Administrator and Payments Admin, enrolled and linked. */
export async function acme(
  deps: Deps,
  clock: ReturnType<typeof testClock>,
  { team = newTeam(), name = "Acme Builders" } = {},
) {
  const created = must(
    await createCompany(deps, {
      name,
      market: "US",
      kind: "general_contractor",
      teams: [team],
      adminEmail: "olivia@acmebuilders.example",
      adminFirstName: "Olivia",
      adminLastName: "Reyes",
      timeZone: "America/New_York",
      helpEmail: null,
      helpPhone: "+15550102200",
    }),
  );
  const { companyId, slug, invitationToken } = created;
  const place = { companyId, team };
  const olivia = await enrolled(deps, clock, { place, token: invitationToken, slackUserId: "U0OLIVIA01" });
  const invite = (person: Parameters<typeof invited>[3]) => invited(deps, clock, olivia, person);
  /** Invites, accepts, enrols and links a person. */
  const join = async (person: Parameters<typeof invited>[3], slackUserId?: string) => {
    const token = await invite(person);
    return enrolled(deps, clock, { place, token, ...(slackUserId ? { slackUserId } : {}) });
  };
  return { companyId, slug, olivia, invite, join };
}

export const petraDetails = {
  firstName: "Petra",
  lastName: "Alvarez",
  email: "petra@alvarezdrywall.example",
  relationship: "payee",
  organisation: "Alvarez Drywall",
  contactPhone: "+1 555 010 3344",
} as const;

export const samDetails = {
  firstName: "Sam",
  lastName: "Okafor",
  email: "sam@acmebuilders.example",
  relationship: "employee",
  organisation: null,
  contactPhone: null,
} as const;

async function invited(
  deps: Deps,
  clock: ReturnType<typeof testClock>,
  inviter: TestPerson,
  person: Omit<Parameters<typeof inviteUser>[2], "challengeId" | "code">,
): Promise<string> {
  clock.advance(30_000);
  const { challengeId } = await beginStepUp(deps, inviter.actor, { act: "invite" });
  must(await inviteUser(deps, inviter.actor, { ...person, challengeId, code: codeOf(deps, inviter.secret) }));
  const payload = await payloadOf(deps, inviter.actor.companyId, "invitation_mail");
  return payload["token"] ?? "";
}

async function enrolled(
  deps: Deps,
  clock: ReturnType<typeof testClock>,
  {
    place,
    token,
    slackUserId = "",
  }: { place: { companyId: string; team: string }; token: string; slackUserId?: string },
): Promise<TestPerson> {
  noteSecret(password);
  const accepted = must(await acceptInvitation(deps, { token, password, device: "test" }));
  const enrolling = await mustFindSession(deps, accepted.sessionToken);
  const { secret } = must(await viewEnrolment(deps, enrolling));
  const full = must(await enrolApp(deps, enrolling, { code: codeOf(deps, secret) }));
  const session = await mustFindSession(deps, full.sessionToken);
  const { code } = await viewRecoveryCode(deps, session);
  must(await saveRecoveryCode(deps, session, { saved: true }));
  clock.advance(30_000);
  const { firstName, email } = session.user;
  const identity = { companyId: place.companyId, workspaceId: place.team, slackUserId };
  if (slackUserId) await link(deps, session, identity);
  const actor: SlackActor = { ...identity, userId: session.userId, via: "slack" };
  return { userId: session.userId, firstName, email, secret, recoveryCode: code ?? "", actor };
}

async function link(
  deps: Deps,
  session: Session,
  identity: { companyId: string; workspaceId: string; slackUserId: string },
) {
  const { firstName: name, email } = session.user;
  const flags = { isDeleted: false, isBot: false, isGuest: false };
  await rememberSlackPerson(deps, { ...identity, teamId: identity.workspaceId, name, email, ...flags });
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  must(await confirmLink(deps, { ...identity, number }));
}
