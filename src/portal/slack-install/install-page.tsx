import type { Session } from "../../flows/find-session.ts";
import { OwnActPage } from "../account/own-act-page.tsx";
import type { OwnDrawn } from "../account/own-form.tsx";
import { Facts } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { MessagePage } from "../ui/message-page.tsx";

/** Which company, what will happen, and the code. */
export function InstallPage({ session, drawn }: { session: Session; drawn: OwnDrawn }) {
  const { displayName } = session.company;
  return (
    <OwnActPage
      session={session}
      title="Add to Slack"
      submit="Continue to Slack"
      drawn={drawn}
      intro={
        <>
          <p>
            You add {displayName} payments to a Slack workspace. From then on that workspace belongs to{" "}
            <strong>{displayName}</strong>, and can't belong to another company.
          </p>
          <Facts
            rows={[
              ["Next", "Slack asks which workspace, and shows what the app may do there."],
              ["You need", "The right to install apps in that workspace, or somebody there who approves it."],
              [
                "Nobody gets a right by it",
                "Each person links their own Slack with their password and code.",
              ],
              ["Who hears of it", `Every System Administrator of ${displayName}. Your name is recorded.`],
            ]}
          />
        </>
      }
    />
  );
}

/** Only an operator can change that. */
export function NotOfferedPage({ session }: { session: Session | undefined }) {
  return (
    <MessagePage
      frame={frameOf(session, "Adding workspaces isn't set up")}
      action={{ href: "/", text: "Go to the start" }}
    >
      <p>
        This Latchkey works in the Slack workspace that it was set up with. To add more, ask whoever runs
        Latchkey to set up installing by OAuth.
      </p>
    </MessagePage>
  );
}
