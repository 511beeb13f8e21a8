import { dayTimeText } from "../domain/time-text.ts";
import { type DemoClock, moves } from "./clock.ts";
import { Layout } from "./layout.tsx";
import type { StoredMail } from "./mailbox.ts";
import { MailList } from "./mailbox-page.tsx";
import { demoPassword, demoZone, marcus, olivia, sam } from "./people.ts";
import { PhoneCards, type Phones } from "./phone-page.tsx";
import type { Profile } from "./profiles.ts";
import type { Story } from "./story.ts";
import { StorySteps } from "./story-steps.tsx";

export type Desk = {
  workspaceUrl: string;
  profiles: readonly Profile[];
  story: Story;
  phones: Phones;
  mails: readonly StoredMail[];
  clock: DemoClock;
};

/** Where the one printed address leads: the workspace, and beside it what to try, everybody's phone and everybody's mail. */
export function DeskPage({ workspaceUrl, profiles, story, phones, mails, clock }: Desk) {
  const asOlivia = `${workspaceUrl}/?as=${olivia.slackUserId}`;
  return (
    <Layout title="Start here" current="desk" isWide>
      <div class="desk">
        <div class="side">
          <main class="guide">
            <h1>Reset a payee's MFA from Slack</h1>
            <p>
              Petra Alvarez of Alvarez Drywall lost her phone, so she cannot sign in to see her payments. You
              are Olivia Reyes, Payments Admin of Acme Builders. Everything runs on this machine; nothing
              leaves it.
            </p>
            <p class="narrow">
              <a href={asOlivia}>Open the Slack workspace as Olivia</a>
            </p>
            <div data-live="/parts/story">
              <StorySteps story={story} profiles={profiles} />
            </div>
            <People profiles={profiles} workspaceUrl={workspaceUrl} />
            <More workspaceUrl={workspaceUrl} />
            <ClockForm clock={clock} />
            <h2>Start over</h2>
            <p class="soft">People, mail and messages as at the beginning. It takes a few seconds.</p>
            <details>
              <summary>Start over</summary>
              <form class="row" method="post" action="/start-over">
                <button type="submit">Yes, forget everything</button>
              </form>
            </details>
          </main>
          <aside class="pocket" aria-label="Phone and mail">
            <h2 id="phone">Everybody's phone</h2>
            <div data-live="/parts/phone">
              <PhoneCards {...phones} />
            </div>
            <h2 id="mail">Everybody's mail</h2>
            <div data-live="/parts/mail">
              <MailList mails={mails} />
            </div>
          </aside>
        </div>
        <iframe class="workspace" title="Slack workspace of Acme Builders" src={asOlivia} />
      </div>
    </Layout>
  );
}

type Places = Pick<Desk, "profiles" | "workspaceUrl">;

/** Each in a browser profile of their own: several can be signed in at once. */
const People = ({ profiles, workspaceUrl }: Places) => (
  <>
    <h2>The people</h2>
    <p>
      Everybody's password is <code>{demoPassword}</code>.
    </p>
    <ul class="plain">
      {profiles.map(({ name, email, about, url, slackUserId }) => (
        <li>
          <strong>{name}</strong> <span class="soft">{about}</span>
          <br />
          <span class="soft">{email}</span>
          <br />
          <a href={url} target="_blank" rel="noopener">
            {`Portal as ${firstNameOf(name)}`}
          </a>
          {slackUserId && (
            <>
              {" · "}
              <a href={`${workspaceUrl}/?as=${slackUserId}`} target="_blank" rel="noopener">
                {`Slack as ${firstNameOf(name)}`}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  </>
);

const More = ({ workspaceUrl }: Pick<Desk, "workspaceUrl">) => (
  <>
    <h2>Then try</h2>
    <ul>
      <li>
        <a href={`${workspaceUrl}/?as=${sam.slackUserId}`} target="_blank" rel="noopener">
          As Sam
        </a>{" "}
        of support, the same command: he may only ask, and Olivia decides in #payments-approvals.
      </li>
      <li>
        As Olivia, <code>/payments-invite nora@acmebuilders.example</code> as System Administrator, then{" "}
        <code>/payments-grant</code>:{" "}
        <a href={`${workspaceUrl}/?as=${marcus.slackUserId}`} target="_blank" rel="noopener">
          Marcus
        </a>{" "}
        approves each in the thread.
      </li>
      <li>
        As Petra in the portal, sign in as far as the code, and see what <em>Can't get a code?</em> offers.
      </li>
    </ul>
  </>
);

const ClockForm = ({ clock }: Pick<Desk, "clock">) => (
  <>
    <h2>Move the clock</h2>
    <div data-live="/parts/clock">
      <ClockText clock={clock} />
    </div>
    <form class="row" method="post" action="/clock" data-quiet>
      {Object.keys(moves).map((move) => (
        <button type="submit" name="move" value={move}>
          {move}
        </button>
      ))}
    </form>
  </>
);

/** In Acme Builders' zone, as everything here says the time. */
export const ClockText = ({ clock }: Pick<Desk, "clock">) => (
  <p class="soft">
    {`It's ${dayTimeText(clock.now(), demoZone)}`}
    {clock.aheadMs() > 0 && `, ${aheadText(clock.aheadMs())} ahead of your machine`}. Reminders, expiry and
    idle sessions follow it.
  </p>
);

function aheadText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ");
}

const firstNameOf = (name: string) => name.split(" ")[0];
