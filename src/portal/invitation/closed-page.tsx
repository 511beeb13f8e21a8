import type { Refusal } from "../../domain/refusal.ts";
import { dayTimeText } from "../../domain/time-text.ts";
import type { ClosedInvitation } from "../../flows/view-closed-invitation.ts";
import { Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { Layout } from "../ui/layout.tsx";
import { MessagePage } from "../ui/message-page.tsx";

type Props = { code: Refusal["code"]; text: string; closed: ClosedInvitation | undefined; askAt: string };

/** An invitation that does not work any more, and the way on. Whose it was is not said: the link may be anybody's by now. */
export function ClosedInvitationPage({ code, text, closed, askAt }: Props) {
  if (code === "invitation_expired" && closed) return <ExpiredPage closed={closed} askAt={askAt} />;
  const signIn = closed ? `/sign-in?company=${closed.slug}` : "/sign-in";
  if (code === "invitation_used") {
    return (
      <MessagePage
        frame={{ ...frameOf(closed), title: "This invitation was already used" }}
        action={{ href: signIn, text: "Sign in" }}
      >
        <p>{text}</p>
        <p>
          Didn't set up your sign-in codes to the end? Signing in goes on from there. Wasn't it you who used
          it? {closed ? `Ask ${closed.help.helpName}.` : "Ask whoever invited you."}
        </p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      frame={{ ...frameOf(closed), title: "We don't know this invitation" }}
      action={{ href: signIn, text: "Go to sign-in" }}
    >
      <p>
        Copy the whole link from the email. If you have a newer invitation, use that one: only the newest
        works.
      </p>
      <p>If that doesn't help, ask {closed ? whoOf(closed) : "whoever invited you"}.</p>
    </MessagePage>
  );
}

function ExpiredPage({ closed, askAt }: { closed: ClosedInvitation; askAt: string }) {
  const { askedAt, companyName, timeZone } = closed;
  return (
    <Layout frame={{ ...frameOf(closed), title: "This invitation has run out" }}>
      {askedAt ? (
        <Notice kind="good" label="Asked.">
          We told {whoOf(closed)} on {dayTimeText(askedAt, timeZone)}. A new invitation comes to the same
          mailbox as this one.
        </Notice>
      ) : (
        <p>
          It was good for 14 days. Ask for a new one: we tell {whoOf(closed)}, and if {companyName} still
          wants you to join, a new invitation comes to the same mailbox.
        </p>
      )}
      <Form submit="Ask for a new one" action={askAt} look={askedAt ? "quiet" : "main"} />
    </Layout>
  );
}

const frameOf = (closed: ClosedInvitation | undefined) =>
  closed ? { company: closed.companyName, help: closed.help } : {};

const whoOf = ({ inviterName, companyName }: ClosedInvitation) => inviterName ?? companyName;
