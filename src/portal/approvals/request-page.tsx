import { stateText, type Words } from "../../domain/request-text.ts";
import { tellHalvesText, tellText } from "../../domain/reset-text.ts";
import { waitingText } from "../../domain/waiting-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { SeenRequest } from "../../flows/view-request.ts";
import { Notice } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { doneText, type RequestDone } from "./done-text.ts";
import { HalfWay } from "./half-way.tsx";
import { History } from "./history.tsx";
import { RequestActs } from "./request-acts.tsx";
import { RequestFacts, StateBadge, titleOf } from "./request-parts.tsx";

export type Participant = Exclude<SeenRequest, { viewer: "colleague" }>;
type Onlooker = Extract<SeenRequest, { viewer: "colleague" }>;

type Props = { session: Session; seen: Participant; done?: RequestDone | undefined };

/** A request as it stands now: what, how it stands, what was said, and what this viewer may do. */
export function RequestPage({ session, seen, done }: Props) {
  const { facts } = seen;
  const { timeZone } = session.company;
  return (
    <Layout frame={{ ...frameOf(session, titleOf(facts)), section: "approvals", isWide: true }}>
      <Back href="/payments/approvals">Approvals</Back>
      {done && (
        <Notice kind="good">
          <p>
            <Told text={doneText(done, facts, pageWords(timeZone))} />
          </p>
        </Notice>
      )}
      <p>
        <StateBadge facts={facts} />
      </p>
      <Standing session={session} seen={seen} />
      <RequestFacts facts={facts} timeZone={timeZone} />
      <RequestActs session={session} seen={seen} />
      <History seen={seen} timeZone={timeZone} />
    </Layout>
  );
}

/** How it stands, with who and when; for whoever asked, what to tell the person. */
function Standing({ session, seen }: Pick<Props, "session" | "seen">) {
  const { viewer, facts } = seen;
  const { timeZone, displayName } = session.company;
  const words = pageWords(timeZone);
  const isRequester = viewer === "requester";
  const texts = isRequester ? waitingText(facts, displayName, words).texts : [stateText(facts, words)];
  const { reset, subject, request } = facts;
  if (isRequester && request.state === "pending")
    texts.push("You can leave this page. We'll tell you when it's decided.");
  const isOpen = reset?.outcome === "open";
  if (isOpen && subject) texts.push(...openTexts({ ...facts, subject, reset }, displayName, words));
  return (
    <>
      {texts.map((text) => (
        <p>
          <Told text={text} />
        </p>
      ))}
      <HalfWay seen={seen} timeZone={timeZone} />
    </>
  );
}

type Facts = Participant["facts"];
type Open = Facts & { reset: NonNullable<Facts["reset"]>; subject: NonNullable<Facts["subject"]> };

/** What the person has now, and who tells them what. */
function openTexts({ reset, subject, requester }: Open, companyName: string, { said, at }: Words): string[] {
  const name = said(subject.firstName);
  const emailed = `emailed to ${said(subject.email)}, good until ${at(reset.codeExpiresAt)}.`;
  return reset.isPasswordForgotten
    ? [
        `They're not back in yet. Half of a setup code ${emailed} ${said(requester.firstName)} reads ${name} the other half.`,
        tellHalvesText(name, said(companyName)),
      ]
    : [`They're not back in yet. Setup code ${emailed}`, tellText(name, said(companyName))];
}

/** A colleague who came to ask for the same: no more than that form says. */
export function OnlookerPage({ session, seen }: { session: Session; seen: Onlooker }) {
  const { requesterName, name, at } = seen;
  const words = pageWords(session.company.timeZone);
  return (
    <Layout frame={{ ...frameOf(session, "Waiting for approval"), section: "approvals" }}>
      <Back href="/payments/approvals">Approvals</Back>
      <p>
        {requesterName} asked to reset MFA for {name}: {words.at(at)}. It waits for a decision. Ask{" "}
        {requesterName} how it goes on; nothing is needed from you.
      </p>
    </Layout>
  );
}
