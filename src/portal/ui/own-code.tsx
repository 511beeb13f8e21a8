import { CodeField } from "./fields.tsx";
import type { Problem } from "./frame.ts";

type OwnCodeProps = { challengeId: string; problems: Problem[]; hint?: string };

/** The actor's own code, with the challenge that binds it to this very act: code and act arrive in one submission (R37). */
export function OwnCode({
  challengeId,
  problems,
  hint = "From your own authenticator app. Your name is recorded.",
}: OwnCodeProps) {
  return (
    <>
      <Challenge id={challengeId} />
      <CodeField label="Your 6-digit code" hint={hint} problems={problems} />
    </>
  );
}

/** The form's own challenge: whom the form is about is what its row says, never what a page brings (A08). */
export const Challenge = ({ id }: { id: string }) => <input type="hidden" name="challenge" value={id} />;
