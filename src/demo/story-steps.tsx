import { demoPassword, petra } from "./people.ts";
import type { Profile } from "./profiles.ts";
import type { Story } from "./story.ts";

type Props = { story: Story; profiles: readonly Profile[] };

/** The first story, a step each; done, next or still to come is said in words too, for whoever cannot see the tick. */
export function StorySteps({ story, profiles }: Props) {
  const portal = profiles.find(({ email }) => email === petra.email)?.url ?? "/";
  const steps = [
    {
      isDone: story.isTyped,
      text: (
        <>
          In Slack, beside this, type <code>{`/payments-reset-mfa ${petra.email}`}</code> and press Enter.
        </>
      ),
    },
    {
      isDone: story.isReset,
      text: (
        <>
          Say why, and how you made sure it is Petra. Your 6-digit code is Olivia's on the{" "}
          <a href="#phone">phone</a>. Press <strong>Reset MFA</strong>.
        </>
      ),
    },
    {
      isDone: story.isCodeTaken,
      text: (
        <>
          Now you are Petra. She has a setup code in the <a href="#mail">mail</a>: open the{" "}
          <a href={`${portal}/sign-in`} target="_blank" rel="noopener">
            portal as Petra
          </a>
          , sign in as <code>{petra.email}</code> with <code>{demoPassword}</code>, type the code, and choose
          the authenticator app.
        </>
      ),
    },
    {
      isDone: story.isSetUp,
      text: (
        <>
          Petra's new app is on the <a href="#phone">phone</a> already. Type the code that it shows.
        </>
      ),
    },
    { isDone: story.isSaved, text: <>Save the recovery code: tick, and continue.</> },
    {
      isDone: story.isSaved,
      text: (
        <>
          Back in Slack, under Apps, Latchkey tells Olivia: <strong>Petra is back in.</strong>
        </>
      ),
    },
  ];
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <>
      <ol class="steps">
        {steps.map(({ isDone, text }, index) => (
          <li class={isDone ? "done" : index === next ? "next" : undefined}>
            {isDone && <span class="unseen">Done: </span>}
            {text}
          </li>
        ))}
      </ol>
      {next < 0 && <p class="over">That was the whole story. Below is more to try.</p>}
    </>
  );
}
