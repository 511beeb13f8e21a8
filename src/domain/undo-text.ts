import type { Words } from "./request-text.ts";

type Person = { firstName: string; name: string };

/** Before a reset is undone: what comes back, and what does not. */
export function undoTexts(
  person: Person & { email: string },
  executedAt: Date,
  { said, at }: Words,
): [what: string, only: string] {
  const name = said(person.firstName);
  return [
    `You're undoing the reset of *${said(person.name)}* (${said(person.email)}) ${at(executedAt)}. ${name}'s sign-in codes work as before, and the setup code stops working. ${name} needs a new recovery code, and gets it at the next sign-in.`,
    `*Only if the phone never left ${name}'s hands.* Otherwise leave it: ${name} gets back in with the setup code.`,
  ];
}

/** After it. */
export function undoneText(person: Person, { said }: Pick<Words, "said">): string {
  const name = said(person.firstName);
  return `*The reset of ${said(person.name)} is undone.* *Tell ${name}:* "Sign in with your password and your phone, as before. The setup code in the email no longer works. Write down your new recovery code."`;
}
