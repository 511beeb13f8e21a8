import {
  decisionTitles,
  moreNeededText,
  proceedText,
  resetDecisionText,
} from "../../domain/decision-text.ts";
import { consequence, headline } from "../../domain/request-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { DecisionForm } from "../../flows/open-decision.ts";
import type { ProceedForm } from "../../flows/proceed-with-request.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Warnings } from "../reset-mfa/card.tsx";
import { Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { pathOf, RequestFacts } from "./request-parts.tsx";

type ApproveProps = Redrawn & { session: Session; form: DecisionForm };

/** The person and the act, read from the row, beside the approver's own code: nobody approves what they have not read (R37). */
export function ApprovePage({ session, form, problems = [], notice }: ApproveProps) {
  const { facts, isLast, challengeId } = form;
  const { request, requester, subject } = facts;
  const { timeZone } = session.company;
  const words = pageWords(timeZone);
  const text =
    resetDecisionText(facts, isLast, words) ?? `*${headline(facts, words)}.* ${consequence(facts, words)}`;
  const isReset = request.kind === "reset" && isLast;
  return (
    <Layout frame={{ ...frameOf(session, decisionTitles[request.kind], problems), section: "approvals" }}>
      <Back href={pathOf(facts)}>The request</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <p class="lead">
        <Told text={text} />
      </p>
      <RequestFacts facts={facts} timeZone={timeZone} />
      <Warnings warnings={form.warnings} firstName={subject?.firstName ?? ""} timeZone={timeZone} />
      {!isLast && <Notice kind="info">{moreNeededText}</Notice>}
      <Form submit={isReset ? "Approve and reset" : "Approve"}>
        <OwnCode challengeId={challengeId} problems={problems} />
      </Form>
      <p class="actions quiet">
        Not sure? <a href={pathOf(facts, "ask")}>Ask {requester.firstName}</a> or{" "}
        <a href={pathOf(facts, "deny")}>deny it</a>. Denying needs no code.
      </p>
    </Layout>
  );
}

type ProceedProps = Redrawn & { session: Session; form: ProceedForm };

/** Nobody has decided: whoever asked may do it alone, and everybody hears of it. */
export function ProceedPage({ session, form, problems = [], notice }: ProceedProps) {
  const { facts, challengeId } = form;
  const { timeZone } = session.company;
  const words = pageWords(timeZone);
  return (
    <Layout frame={{ ...frameOf(session, "Proceed without approval", problems), section: "approvals" }}>
      <Back href={pathOf(facts)}>The request</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <RequestFacts facts={facts} timeZone={timeZone} />
      <p>
        <Told text={consequence(facts, words)} />
      </p>
      <Notice kind="warn">
        <p>
          <Told text={proceedText("Remind")} />
        </p>
      </Notice>
      <Form submit="Proceed" look="danger">
        <OwnCode challengeId={challengeId} problems={problems} hint="From your own authenticator app." />
      </Form>
      <p class="actions quiet">A Deny by anybody who could decide ends this at once.</p>
    </Layout>
  );
}
