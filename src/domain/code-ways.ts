/** How a person gets codes. `textHint`: the last digits of the number that they can be texted to. */
export type CodeWays = { hasApp: boolean; textHint: string | null };

type Texting = {
  isAdministrator: boolean;
  isAppOnly: boolean;
  factors: { kind: "totp" | "sms" }[];
};

/**
 * Where the app is required of administrators, nothing is texted to one who has it. Whoever has only texts may still come in
 * by them: otherwise a stricter setting would lock people out who have done nothing wrong.
 */
export const mayText = (one: Texting) =>
  !one.isAppOnly || !one.isAdministrator || !one.factors.some((factor) => factor.kind === "totp");

type Person = Omit<Texting, "factors"> & {
  hasApp: boolean;
  phoneHint: string | null;
  /** Whether this installation texts at all. */
  areTextsOffered: boolean;
};

/** What a form that waits for a code offers this person; what is done is decided again. */
export function codeWaysOf({ hasApp, phoneHint, areTextsOffered, ...person }: Person): CodeWays {
  const isOffered = areTextsOffered && mayText({ ...person, factors: hasApp ? [{ kind: "totp" }] : [] });
  return { hasApp, textHint: isOffered ? phoneHint : null };
}
