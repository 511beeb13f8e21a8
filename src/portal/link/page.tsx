import { timeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { LinkView } from "../../flows/view-link.ts";
import { Facts, Notice, OtherWays } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";

type Props = { session: Session; link: LinkView; returnTo: string };

/** Names the Slack identity before anything is tied to it: a forwarded link must look wrong to whoever opens it (R54). */
export function LinkPage({ session, link, returnTo }: Props) {
  const { slackName, slackEmail, slackUserId, workspaceId, userEmail, emailDiffers } = link;
  return (
    <Layout frame={frameOf(session, "Is this your Slack account?")}>
      <Facts
        rows={[
          ["Slack name", slackName],
          ["Slack email", slackEmail ?? "Not shown by Slack"],
          ["Slack ID", `${slackUserId} in ${workspaceId}`],
          ["You", `${session.user.firstName} ${session.user.lastName}, ${userEmail}`],
        ]}
      />
      {emailDiffers && (
        <Notice kind="warn" label="The emails differ.">
          Go on only if this Slack account is really yours. Did somebody send you this link? Then close this
          page.
        </Notice>
      )}
      <p>
        Once linked, this Slack account acts for you on {session.company.displayName} payments. We'll show you
        a number to type in Slack.
      </p>
      <Form submit="Yes, link it" />
      <OtherWays title={`Not ${session.user.firstName}?`}>
        <p>You're signed in as {session.user.firstName}. Sign out and continue as yourself.</p>
        <Form submit="Sign out and continue" action="/sign-out" look="quiet">
          <input type="hidden" name="return" value={returnTo} />
        </Form>
      </OtherWays>
    </Layout>
  );
}

type NumberProps = { session: Session; number: string; expiresAt: Date };

/** Only the Slack identity that began the link can use the number. */
export function LinkNumberPage({ session, number, expiresAt }: NumberProps) {
  return (
    <Layout frame={frameOf(session, "Type this number in Slack")}>
      <p class="big-code big-number">{number}</p>
      <ol class="todo">
        <li>Go back to Slack. You have a new message from the payments app.</li>
        <li>Press the button in that message.</li>
        <li>Type the number above.</li>
      </ol>
      <p>
        It's good until {timeText(expiresAt, session.company.timeZone)}, for three tries. Give it to nobody.
      </p>
      <p class="actions">
        <a href="/account/security">Go to my account</a>
      </p>
    </Layout>
  );
}
