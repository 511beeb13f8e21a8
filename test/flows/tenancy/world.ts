import { generateKeyPairSync } from "node:crypto";
import type postgres from "postgres";
import { newId } from "../../../src/crypto/token.ts";
import type { Deps } from "../../../src/deps.ts";
import { personActs } from "../../../src/domain/person-act.ts";
import { askForPasswordLink } from "../../../src/flows/ask-for-password-link.ts";
import { beginEmailChange } from "../../../src/flows/begin-email-change.ts";
import { beginPhoneChange } from "../../../src/flows/begin-phone-change.ts";
import { beginSlackInstall } from "../../../src/flows/begin-slack-install.ts";
import { beginStepUp, insertStepUp } from "../../../src/flows/begin-step-up.ts";
import { claimLink } from "../../../src/flows/claim-link.ts";
import { claimSignature } from "../../../src/flows/claim-signature.ts";
import { openPolicyForm } from "../../../src/flows/edit-policy.ts";
import type { Session } from "../../../src/flows/find-session.ts";
import { installWorkspace } from "../../../src/flows/install-workspace.ts";
import { makeCheckpoints } from "../../../src/flows/make-checkpoints.ts";
import { askRequester } from "../../../src/flows/note-on-request.ts";
import { openBreakGlass } from "../../../src/flows/open-break-glass.ts";
import { openDecision } from "../../../src/flows/open-decision.ts";
import { openHelpCall } from "../../../src/flows/open-help-call.ts";
import { openPersonAct } from "../../../src/flows/open-person-act.ts";
import { openRelease } from "../../../src/flows/release-user.ts";
import { signIn } from "../../../src/flows/sign-in.ts";
import { startLink } from "../../../src/flows/start-link.ts";
import { openOwnAct } from "../../../src/flows/take-own-act.ts";
import { inTenant } from "../../../src/store/db.ts";
import { findUser } from "../../../src/store/users.ts";
import { hour, type testClock } from "../../helpers/clock.ts";
import { setRoles } from "../../helpers/deciders.ts";
import { colleague } from "../../helpers/manage.ts";
import { payloadOf } from "../../helpers/outbox.ts";
import { acme, codeOf, must, petraDetails, samDetails, type TestPerson } from "../../helpers/people.ts";
import {
  ask,
  halfSignedIn,
  hold,
  latestReset,
  openForm,
  reset,
  signedIn,
} from "../../helpers/reset-story.ts";
import { address, givePhone, phone, textAtSignIn } from "../../helpers/texts.ts";

type Clock = ReturnType<typeof testClock>;
type Parts = { deps: Deps; clock: Clock; owner: postgres.Sql };

/** A whole company, in which everything that a row is kept of has been begun and waits. */
export async function wholeCompany({ deps, clock, owner }: Parts, name: string) {
  const company = await acme(deps, clock, { name });
  const { companyId, olivia } = company;
  const people = await manyPeople({ deps, company, letter: name.charAt(0) });
  const { marcus, sam, petra, rita } = people;
  const asked = must(await ask(deps, sam, petra)).submitted.request.id;
  must(await askRequester(deps, olivia.actor, { requestId: asked, text: "Which number did you call?" }));
  const { stopToken } = await reset(deps, clock, olivia, rita);
  const resetId = (await latestReset(deps, rita))?.id ?? "";
  await owner`insert into request_approvals (company_id, request_id, approver_id, approved_at)
    values (${companyId}, ${asked}, ${marcus.userId}, ${deps.now()})`;
  await owner`insert into postings (company_id, id, ref_id, workspace_id, channel_id, ts, created_at)
    values (${companyId}, ${newId(deps.randomBytes)}, ${asked}, ${olivia.actor.workspaceId}, 'C0APPROVAL', '1.1', ${deps.now()})`;
  must(await hold(deps, sam, people.nora));
  const tokens = await openLinks({ deps, clock }, { olivia, petra, sam, invited: people.invitation });
  await givePhone(deps, { companyId, userId: marcus.userId });
  const { privateKey: auditSigningKey } = generateKeyPairSync("ed25519");
  await makeCheckpoints({ ...deps, auditSigningKey }, company);
  const half = await halfSignedIn(deps, marcus);
  must(await openHelpCall(deps, half.session));
  await textAtSignIn(deps, half.session);
  await signIn(deps, { companyId, email: sam.email, password: "wrong wrong wrong", device: null });
  const rescue = must(
    await openBreakGlass(deps, { email: olivia.email, operator: "op", reason: "lost", slug: company.slug }),
  );
  await claimSignature(deps, { companyId, signature: `v0=${companyId}` });
  const session = (await signedIn(deps, clock, olivia)).session;
  const half2 = (await halfSignedIn(deps, olivia)).session;
  const state = await install({ deps, clock }, { olivia, session });
  await openForms({ deps, clock }, { olivia, marcus, people, asked, session });
  return {
    ...{ ...company, ...people, asked, resetId, session, half: half2, breakGlassId: rescue.id },
    tokens: { ...tokens, stop: stopToken, state },
    executed: String((await owner`select id from requests where reset_id = ${resetId}`)[0]?.["id"]),
  };
}

/** The app is installed by OAuth, with a token that soon ends; and Olivia is on the way to Slack once more. */
async function install(
  { deps, clock }: Pick<Parts, "deps" | "clock">,
  { olivia, session }: { olivia: TestPerson; session: Session },
): Promise<string> {
  const rotation = {
    refreshToken: `xoxe-1-${olivia.userId}`,
    expiresAt: new Date(deps.now().getTime() + hour),
  };
  const place = { workspaceId: olivia.actor.workspaceId, name: "Their workspace", slackUserId: "U0OLIVIA01" };
  must(await installWorkspace(deps, session, { ...place, token: `xoxb-${olivia.userId}`, rotation }));
  clock.advance(30_000);
  const form = await openOwnAct(deps, session, { act: "slack_install" });
  const begun = await beginSlackInstall(deps, session, { ...form, code: codeOf(deps, olivia.secret) });
  return must(begun).state;
}

type Company = Awaited<ReturnType<typeof acme>>;

async function manyPeople({ deps, company, letter }: { deps: Deps; company: Company; letter: string }) {
  const { join, invite } = company;
  const marcus = await join(colleague("Marcus"), `U0MARCUS0${letter}`);
  const nora = await join(colleague("Nora"), `U0NORA000${letter}`);
  const sam = await join(samDetails, `U0SAM0000${letter}`);
  const petra = await join(petraDetails);
  const rita = await join({ ...petraDetails, firstName: "Rita", email: "rita@else.example" });
  const invitation = await invite(colleague("Paul"));
  await setRoles(deps, marcus, { isSystemAdministrator: true, isPaymentsAdmin: true });
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  return { marcus, nora, sam, petra, rita, invitation };
}

type Linked = { olivia: TestPerson; petra: TestPerson; sam: TestPerson; invited: string };

/** Every link and number that is out, as it was mailed or shown. */
async function openLinks(
  { deps, clock }: Pick<Parts, "deps" | "clock">,
  { olivia, petra, sam, invited }: Linked,
) {
  const { companyId } = petra.actor;
  must(await askForPasswordLink(deps, { companyId, email: olivia.email }));
  const password = (await payloadOf(deps, companyId, "password_link_mail"))["token"] ?? "";
  const { session, token } = await signedIn(deps, clock, petra);
  clock.advance(30_000);
  const form = async (act: "own_email" | "own_phone") => {
    clock.advance(30_000);
    return { ...(await openOwnAct(deps, session, { act })), code: codeOf(deps, petra.secret) };
  };
  must(await beginEmailChange(deps, session, { ...(await form("own_email")), email: "new@petra.example" }));
  const email = (await payloadOf(deps, companyId, "email_confirm_mail"))["token"] ?? "";
  must(await beginPhoneChange(deps, session, { ...(await form("own_phone")), phone, address }));
  const place = { companyId, workspaceId: sam.actor.workspaceId };
  const link = (await startLink(deps, { ...place, slackUserId: "U0SECOND01" })).token;
  const claimed = (await startLink(deps, { ...place, slackUserId: "U0THIRD001" })).token;
  const { number } = must(await claimLink(deps, session, claimed));
  return { password, email, link, invitation: invited, session: token, number };
}

type Opened = {
  olivia: TestPerson;
  marcus: TestPerson;
  people: Awaited<ReturnType<typeof manyPeople>>;
  asked: string;
  session: Session;
};

/** Olivia has a form of every kind open, each bound to her next code. */
async function openForms({ deps }: { deps: Deps; clock: Clock }, all: Opened) {
  const { olivia, people, asked, session } = all;
  const { actor } = olivia;
  await beginStepUp(deps, actor, { act: "invite" });
  await openDecision(deps, actor, asked);
  await openPolicyForm(deps, actor);
  await openForm(deps, olivia, people.marcus);
  await openRelease(deps, actor, { userId: people.nora.userId });
  for (const act of personActs) await openPersonAct(deps, actor, { act, userId: people.marcus.userId });
  for (const act of ownActs) await openOwnAct(deps, session, { act });
  // The rest need a state of their own: the challenge alone is what a thief would bring.
  await inTenant(deps.db, actor.companyId, async (tx) => {
    const subject = await findUser(tx, people.rita.userId);
    for (const act of [
      "renew_reset",
      "undo_reset",
      "ask_reset",
      "look",
      "reactivate",
      "resend",
      "withdraw",
      "grant",
      "raise",
    ] as const)
      await insertStepUp(tx, deps, { userId: olivia.userId, act, subject });
    await insertStepUp(tx, deps, { userId: olivia.userId, act: "proceed", subject, requestId: asked });
  });
}

const ownActs = [
  ...["own_app", "own_text_phone", "own_removal", "own_password", "own_recovery_code"],
  ...["own_email", "own_phone", "slack_install"],
] as const;
