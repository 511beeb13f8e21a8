import type { Child } from "hono/jsx";
import type { Session } from "../../flows/find-session.ts";
import type { InstallOutcome } from "../env.ts";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";

type Shown = InstallOutcome | "signed_out";
type Words = { title: string; text: Child; action: { href: string; text: string } };

/** Back from Slack: how it ended, and the way on. */
export function OutcomePage({ session, outcome }: { session: Session | undefined; outcome: Shown }) {
  const { title, text, action } = wordsOf(outcome, session?.company.displayName ?? "");
  return (
    <MessagePage frame={frameOf(session, title)} action={action}>
      {text}
    </MessagePage>
  );
}

const again = { href: "/slack/install", text: "Start again" };
const account = { href: "/account/security", text: "Go to my account" };

function wordsOf(outcome: Shown, company: string): Words {
  if (outcome === "signed_out") return signedOut;
  switch (outcome.kind) {
    case "installed":
      return installed(outcome, company);
    case "denied":
      return {
        title: "Nothing was added",
        text: <p>At Slack, Cancel was chosen. Start again if that was a mistake.</p>,
        action: again,
      };
    case "stale":
      return stale;
    case "slack_failed":
      return {
        title: "Slack didn't answer",
        text: (
          <p>
            Slack didn't confirm the installation, so nothing was added. Wait a minute, then start again. If
            it stays so, ask whoever runs Latchkey.
          </p>
        ),
        action: again,
      };
    case "refused":
      return refused(outcome.refusal, company);
  }
}

const signedOut: Words = {
  title: "Sign in first",
  text: (
    <p>
      Slack sent you back, but this browser isn't signed in. Nothing was added. Sign in as a System
      Administrator, and start again from there.
    </p>
  ),
  action: { href: "/slack/install", text: "Sign in and start again" },
};

const stale: Words = {
  title: "This can't be used any more",
  text: (
    <p>
      It works once, for 10 minutes, and only in the browser where it was started. If you only loaded this
      page again, it may have worked already: type /payments-me in that workspace to see. Else start again.
    </p>
  ),
  action: again,
};

function installed(
  { name, workspaceId, isAgain }: Extract<InstallOutcome, { kind: "installed" }>,
  company: string,
): Words {
  return {
    title: isAgain ? `Added again to ${name}` : `Added to ${name}`,
    text: (
      <>
        <p>
          {name} ({workspaceId}) belongs to {company}. Every System Administrator gets a message about it.
        </p>
        <p>
          Now link your own Slack there: open that workspace, type <code>/payments-me</code> and choose Link
          my Slack. Everybody else does the same, once.
        </p>
      </>
    ),
    action: account,
  };
}

function refused(refusal: Extract<InstallOutcome, { kind: "refused" }>["refusal"], company: string): Words {
  switch (refusal.code) {
    case "session_over":
      return signedOut;
    case "not_system_administrator":
      return {
        title: "This isn't for you to do",
        text: (
          <p>You are no longer a System Administrator of {company}, so nothing was added. Ask one of them.</p>
        ),
        action: account,
      };
    case "workspace_taken":
      return {
        title: `${refusal.name} belongs to another company`,
        text: (
          <p>
            {refusal.name} is already connected here for another company, so it wasn't added to {company}, and
            nothing changed there. Did you choose the wrong workspace? Start again and choose another at the
            top right of Slack's page. If it should move to {company}, ask whoever runs Latchkey.
          </p>
        ),
        action: again,
      };
  }
}
