import { generateSync } from "otplib";
import { startDelivery } from "../delivery/start.ts";
import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import type { Result } from "../domain/result.ts";
import { acceptInvitation } from "../flows/accept-invitation.ts";
import { beginStepUp } from "../flows/begin-step-up.ts";
import { claimLink } from "../flows/claim-link.ts";
import { confirmLink } from "../flows/confirm-link.ts";
import { createCompany } from "../flows/create-company.ts";
import { openPolicyForm, submitPolicy } from "../flows/edit-policy.ts";
import { enrolApp } from "../flows/enrol-app.ts";
import { findSession, type Session } from "../flows/find-session.ts";
import { type Invitee, inviteUser } from "../flows/invite-user.ts";
import { resendInvitation } from "../flows/resend-invitation.ts";
import { saveRecoveryCode } from "../flows/save-recovery-code.ts";
import { signOut } from "../flows/sign-out.ts";
import { startLink } from "../flows/start-link.ts";
import { viewEnrolment } from "../flows/view-enrolment.ts";
import {
  approvalsChannel,
  demoPassword,
  demoZone,
  marcus,
  namesOf,
  olivia,
  petra,
  sam,
  teamId,
} from "./people.ts";

const dayMs = 24 * 60 * 60_000;
const minuteMs = 60_000;

/**
 * Fills an empty database through the flows that people use, a month ago: so that everybody has a past, and nothing
 * about them changed lately. Answers the company's id.
 */
export async function seed(deps: Deps): Promise<string> {
  let time = deps.now().getTime() - 30 * dayMs;
  // Every code is good for one act: each act takes a minute.
  const tick = () => {
    time += minuteMs;
    return new Date(time);
  };
  const past: Deps = { ...deps, now: () => new Date(time) };
  const seeding: Seeding = { deps: past, tick };

  const first = await foundCompany(seeding);
  const admin = await join(seeding, first.invitationToken);
  const actor = await link(seeding, admin, olivia.slackUserId);
  for (const person of [sam, marcus]) {
    const names = namesOf(person.name);
    const invitee = { ...names, email: person.email, organisation: null, contactPhone: null };
    const role = person === marcus ? "system_administrator" : "member";
    const colleague = { ...invitee, relationship: "employee", role } as const;
    const member = await invite(seeding, { ...admin, actor }, colleague);
    await link(seeding, member, person.slackUserId);
    await signOut(past, member.session);
  }
  const { email, organisation, contactPhone } = petra;
  const invitee = { ...namesOf(petra.name), email, organisation, contactPhone };
  const payee = await invite(seeding, { ...admin, actor }, { ...invitee, relationship: "payee" });
  await signOut(past, payee.session);
  await chooseChannel(seeding, { ...admin, actor });
  await signOut(past, admin.session);
  await discardMessages(past);
  return first.companyId;
}

type Seeding = { deps: Deps; tick: () => Date };
type Member = { session: Session; secret: string };

function foundCompany({ deps }: Seeding) {
  const { firstName: adminFirstName, lastName: adminLastName } = namesOf(olivia.name);
  return must(
    createCompany(deps, {
      name: "Acme Builders",
      market: "US",
      kind: "general_contractor",
      teams: [teamId],
      adminEmail: olivia.email,
      adminFirstName,
      adminLastName,
      timeZone: demoZone,
      helpEmail: "help@acmebuilders.example",
      helpPhone: "(555) 010-2200",
    }),
  );
}

/** Olivia's code for each, as anybody else would need. */
async function invite(
  seeding: Seeding,
  { secret, actor }: { secret: string; actor: SlackActor },
  invitee: Invitee & { role?: "member" | "system_administrator" },
): Promise<Member> {
  const { deps, tick } = seeding;
  const code = codeAt(secret, tick());
  const { challengeId } = await beginStepUp(deps, actor, { act: "invite" });
  await must(inviteUser(deps, actor, { ...invitee, challengeId, code }));
  // The first link is in a mail that nobody reads here.
  const { token } = await must(resendInvitation(deps, { email: invitee.email }));
  return join(seeding, token);
}

/** The first channel is chosen by one alone. */
async function chooseChannel(
  { deps, tick }: Seeding,
  { secret, actor }: { secret: string; actor: SlackActor },
): Promise<void> {
  const code = codeAt(secret, tick());
  const { challengeId } = await must(openPolicyForm(deps, actor));
  const channel = { workspaceId: teamId, ...approvalsChannel };
  await must(submitPolicy(deps, actor, { challengeId, code, change: { channel } }));
}

/** Password, authenticator app, recovery code: what an invitation leads to. */
async function join({ deps, tick }: Seeding, token: string): Promise<Member> {
  const accepted = await must(acceptInvitation(deps, { token, password: demoPassword, device: null }));
  const enrolling = await sessionOf(deps, accepted.sessionToken);
  const { secret } = await must(viewEnrolment(deps, enrolling));
  const enrolled = await must(enrolApp(deps, enrolling, { code: codeAt(secret, tick()) }));
  const session = await sessionOf(deps, enrolled.sessionToken);
  await must(saveRecoveryCode(deps, session, { saved: true }));
  return { session, secret };
}

async function link({ deps }: Seeding, { session }: Member, slackUserId: string): Promise<SlackActor> {
  const { companyId, userId } = session;
  const identity = { companyId, workspaceId: teamId, slackUserId };
  const { token } = await startLink(deps, identity);
  const { number } = await must(claimLink(deps, session, token));
  await must(confirmLink(deps, { ...identity, number }));
  return { companyId, userId, via: "slack", workspaceId: teamId, slackUserId };
}

/** A month-old notice in a new mailbox would only puzzle: these count as sent. */
async function discardMessages(deps: Deps): Promise<void> {
  const discard = async () => ({ ok: true, receipt: {} }) as const;
  const checkChannel = async () => ({ ok: true, fault: undefined }) as const;
  const senders = {
    sendMail: discard,
    sendText: discard,
    slack: { post: discard, update: discard, updateView: discard, checkChannel },
  };
  const delivery = startDelivery({ deps, senders, publicUrl: "http://localhost" });
  await delivery.drain();
  await delivery.stop();
}

async function sessionOf(deps: Deps, token: string): Promise<Session> {
  const session = await findSession(deps, token);
  if (!session) throw new Error("a session of the demo ended at once");
  return session;
}

const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });

/** In an empty database nothing is refused. */
async function must<T, R extends { code: string }>(answer: Promise<Result<T, R>>): Promise<T> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new Error(`the demo's own seed was refused: ${result.refusal.code}`);
}
