import { useContext } from "hono/jsx";
import type { CodeWays } from "../../domain/code-ways.ts";
import { textMe } from "../forms.ts";
import { codeReader, type TextedNow } from "./code-reader.ts";
import { CodeField } from "./fields.tsx";
import type { Problem } from "./frame.ts";
import { endingText, textedText, waitText } from "./text-code.tsx";

type OwnCodeProps = { challengeId: string; problems: Problem[]; hint?: string };

const fromApp = "From your own authenticator app.";

/**
 * The actor's own code, with the challenge that binds it to this very act: code and act arrive in one submission (R37). For
 * whoever gets codes by text with the button that sends one; only a press does (R30).
 */
export function OwnCode({ challengeId, problems, hint = `${fromApp} Your name is recorded.` }: OwnCodeProps) {
  const { ways, texted } = useContext(codeReader);
  return (
    <>
      <Challenge id={challengeId} />
      <CodeField
        label="Your 6-digit code"
        hint={texted ? textedHint(texted) : hintFor(ways, hint)}
        problems={problems}
        isFirst={texted !== undefined}
      />
      {ways && ways.textHint !== null && <TextMe hint={ways.textHint} texted={texted} />}
    </>
  );
}

/** The form's own challenge: whom the form is about is what its row says, never what a page brings (A08). */
export const Challenge = ({ id }: { id: string }) => <input type="hidden" name="challenge" value={id} />;

const textedHint = ({ zone, ...texted }: TextedNow) =>
  `${textedText(texted, zone)} It's good for 10 minutes.`;

/** Where this person's code is to be found; what else a form says there stays. */
function hintFor(ways: CodeWays | undefined, hint: string): string {
  if (!ways || ways.textHint === null) return hint;
  const rest = hint.startsWith(fromApp) ? hint.slice(fromApp.length) : undefined;
  if (!ways.hasApp) return `We text it to you.${rest ?? ""}`;
  return rest === undefined
    ? `${hint} Or have it texted.`
    : `From your own authenticator app, or by text.${rest}`;
}

/**
 * Enter in a field presses the first button of its form: the one that nobody sees stands before this, so that Enter sends the form
 * and texts nobody.
 */
const TextMe = ({ hint, texted }: { hint: string; texted: TextedNow | undefined }) => (
  <div class="text-me">
    <button type="submit" class="by-enter">
      Send
    </button>
    {texted && <p class="quiet">It can take a minute. {waitText(texted, texted)}</p>}
    <button type="submit" name={textMe} value="yes" class="button button-quiet">
      {texted ? "Text it again" : `Text me a code to ${endingText({ hint })}`}
    </button>
  </div>
);
