import { fullName } from "../../domain/person.ts";
import { findUser } from "../../store/users.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
import { noticeTo } from "./notice.ts";

const limits: Readonly<Record<string, string>> = {
  actor: "10 people in an hour",
  subject: "the same person 3 times in a day",
  company: "30 people of the company in a day",
};

/** To the other administrators: somebody wanted to reset more than anybody should (R50). Nothing was done. */
export const resetLimitAlert: Renderer = async (context) => {
  const actor = await findUser(context.tx, context.message.refId);
  if (!actor) return undefined;
  const name = fullName(actor);
  const limit = limits[getSecret(context, "limit")] ?? "as many as allowed";
  return noticeTo(context, {
    subject: `Alert: ${name} reached a limit of MFA resets`,
    sentences: [
      say`${{ strong: `${name} reached a limit of MFA resets` }} ${{ when: context.message.createdAt }}: ${limit}. The next one was refused, and nothing was changed.`,
      say`Is this a busy day, or is somebody using ${actor.firstName}'s account? Call ${actor.firstName}. If it wasn't them, a System Administrator can deactivate the account at once.`,
    ],
  });
};
