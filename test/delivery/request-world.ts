import { createSlackSenders } from "../../src/delivery/slack.ts";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { getCompany, updateCompany } from "../../src/store/companies.ts";
import type { Db } from "../../src/store/db.ts";
import { inTenant } from "../../src/store/db.ts";
import { listPostings } from "../../src/store/postings.ts";
import { setRoles } from "../helpers/deciders.ts";
import { codeOf, must, samDetails, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, ask, signedIn } from "../helpers/reset-story.ts";
import { channelId } from "./request-rows.ts";
import { deliverAll } from "./setup.ts";
import type { startSlackApi } from "./slack-api.ts";

type Api = Awaited<ReturnType<typeof startSlackApi>>;
type Mail = { to: string; subject: string; text: string };

/**
 * Acme Builders with an approvals channel: Olivia decides, Marcus too, who has no Slack; Sam asks. `deliver` sends what is due
 * through Slack's double and an attentive mailbox.
 */
export async function requestWorld(db: Db, api: Api) {
  const story = await acmeWithPetra(db);
  const { deps, clock, olivia, petra, join, companyId } = story;
  const sam = await join(samDetails, "U0SAM00001");
  const marcus = await join({
    ...samDetails,
    firstName: "Marcus",
    lastName: "Bell",
    email: "marcus@acme.example",
  });
  await setRoles(deps, marcus, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const workspaceId = olivia.actor.workspaceId;
  await inTenant(db, companyId, (tx) =>
    updateCompany(tx, {
      approvalsWorkspaceId: workspaceId,
      approvalsChannelId: channelId,
      approvalsChannelName: "payments-approvals",
    }),
  );
  const mails: Mail[] = [];
  const sendMail = async ({ to, subject, text }: Mail) => {
    mails.push({ to, subject, text });
    return { ok: true, receipt: { host: "localhost", response: "250 OK" } } as const;
  };
  const slack = createSlackSenders({ slackApiUrl: api.url, findToken: async () => "xoxb-acme" });
  const deliver = () => deliverAll(deps, { sendMail, slack });
  await deliver();
  api.calls.length = 0;
  mails.length = 0;

  const askForPetra = async () => must(await ask(deps, sam, petra)).submitted.request.id;
  const decisionOf = async (person: TestPerson, requestId: string) =>
    must(await openDecision(deps, person.actor, requestId)).challengeId;
  return {
    ...{ ...story, sam, marcus, workspaceId, mails, sendMail, deliver, askForPetra },
    approve: async (requestId: string, person = olivia) => {
      clock.advance(30_000);
      const challengeId = await decisionOf(person, requestId);
      return must(
        await approveRequest(deps, person.actor, { challengeId, code: codeOf(deps, person.secret) }),
      );
    },
    deny: async (requestId: string) =>
      must(await denyRequest(deps, olivia.actor, { requestId, reason: "not verified" })),
    /** As a person does it: signed in, with the number typed in Slack. */
    linkSlack: async (person: TestPerson, slackUserId: string) => {
      const { session } = await signedIn(deps, clock, person);
      const identity = { companyId, workspaceId, slackUserId };
      const flags = { isDeleted: false, isBot: false, isGuest: false };
      const { firstName: name, email } = person;
      await rememberSlackPerson(deps, { ...identity, teamId: workspaceId, name, email, ...flags });
      const { token } = await startLink(deps, identity);
      const { number } = must(await claimLink(deps, session, token));
      must(await confirmLink(deps, { ...identity, number }));
    },
    company: () => inTenant(db, companyId, getCompany),
    postings: (requestId: string) => inTenant(db, companyId, (tx) => listPostings(tx, requestId)),
  };
}

/** The methods called, in the order of the calls. */
export const methodsOf = (api: Api) => api.calls.map(({ method }) => method);
/** The messages of one place: the channel, or somebody's DM. */
export const postedTo = (api: Api, place: string) =>
  api.posted().filter(({ args }) => args.get("channel") === place);
/** What stands on the buttons of a call's blocks. */
export function buttonsOf(call: { args: URLSearchParams } | undefined): string[] {
  const blocks: { type: string; elements?: { text: { text: string } }[] }[] = JSON.parse(
    call?.args.get("blocks") ?? "[]",
  );
  const rows = blocks.filter((block) => block.type === "actions");
  return rows.flatMap((row) => (row.elements ?? []).map((element) => element.text.text));
}
