import { fullName } from "../../domain/person.ts";
import { findLockout } from "../../store/lockout.ts";
import { say } from "../words.ts";
import type { Renderer } from "./context.ts";
import { noticeTo } from "./notice.ts";

/** Nobody can run payments: the ways out, to whoever may take one. Home and `/payments` show how far each is. */
export const lockoutNotice: Renderer = async (context) => {
  const { state, holders } = await findLockout(context.tx, context.now);
  if (state !== "out") return undefined;
  const name = context.company.displayName;
  const who = holders.slice(0, 3).map((one) => fullName(one));
  return noticeTo(context, {
    subject: `No one can run payments at ${name}`,
    sentences: [
      say`${{ strong: `No one can run payments at ${name}.` }} ${who.join(", ")} can't give a code right now.`,
      say`1. ${who.join(", ")}: sign in with the setup code from the email, or with the recovery code.`,
      say`2. Or give another System Administrator access: type ${{ code: "/payments-grant" }}. There is none? Invite one first.`,
      say`3. Or ask whoever runs Latchkey for emergency access.`,
      say`${{ code: "/payments" }} and my Home show how far this is.`,
    ],
  });
};
