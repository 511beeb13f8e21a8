import { secondsText } from "../../domain/refusal-text.ts";
import { timeText } from "../../domain/time-text.ts";
import type { TextState } from "../../flows/view-code-ways.ts";
import { Form } from "./form.tsx";

type Clock = { now: Date; zone: string };
type Props = Clock & { state: TextState; action: string };

/** A time of day says too little of a wait that is shorter than this. */
const maxSecondsMs = 120_000;

/** What was texted where, and the button for another. The button stays: whoever reads a while need not reload the page. */
export function TextAgain({ state, action, ...clock }: Props) {
  return (
    <>
      <p>
        It can take a minute. Check that the phone with {endingText(state)} has a signal.{" "}
        {waitText(state, clock)}
      </p>
      <Form submit="Text it again" action={action} look="quiet" />
    </>
  );
}

/** Asks for a text. Only a press sends one: a page that is merely opened texts nobody (R30). */
export function TextMe({
  state,
  action,
  look,
  ...clock
}: Omit<Props, "state"> & { state: TextState; look: "main" | "quiet" }) {
  return (
    <>
      {state.nextAt && <p>{waitText(state, clock)}</p>}
      <Form submit={`Text me a code to ${endingText(state)}`} action={action} look={look} />
    </>
  );
}

export const endingText = ({ hint }: Pick<TextState, "hint">) => `the number ending in ${hint}`;

/** "We texted the number ending in 44 at 2:32 PM Eastern." */
export const textedText = ({ hint, sentAt }: TextState, zone: string) =>
  sentAt ? `We texted ${endingText({ hint })} at ${timeText(sentAt, zone)}.` : "";

/** "You can text it again in 25 seconds." */
export function waitText({ nextAt }: TextState, { now, zone }: Clock): string {
  if (!nextAt) return "You can text it again now.";
  const waitMs = nextAt.getTime() - now.getTime();
  const when = waitMs < maxSecondsMs ? secondsText(waitMs) : `at ${timeText(nextAt, zone)}`;
  return `You can text it again ${when}.`;
}
