import { isWaiting } from "../../domain/contact-change.ts";
import { findContactChange } from "../../store/contact-changes.ts";
import { findUserByEmail } from "../../store/users.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
import { mailTo } from "./mail.ts";

/**
 * To the new address: the link that proves it (R51). It names nobody, as a slip in the address makes a stranger its reader. An
 * address that is somebody's already gets no link: its owner hears of the try, whoever tried hears nothing (R32).
 */
export const emailConfirmMail: Renderer = async (context) => {
  const { company, recipient, publicUrl, message, tx, now } = context;
  const change = await findContactChange(tx, message.refId);
  if (!change?.email || !isWaiting(change, recipient, now)) return undefined;
  const name = company.displayName;
  const to = { ...context, payload: { to: change.email } };
  if (await findUserByEmail(tx, change.email)) {
    return mailTo(to, `Your address was typed at ${name}`, [
      {
        sentence: say`Hello, somebody asked ${{ when: change.createdAt }} to sign in to ${name} payments with this address. It belongs to your account there already, so nothing was changed, and they were told nothing.`,
      },
      {
        sentence: say`There is nothing to do. If you have two accounts and want one, ask ${company.helpName}.`,
      },
    ]);
  }
  return mailTo(to, `Confirm your new email for ${name}`, [
    {
      sentence: say`Hello, somebody asked ${{ when: change.createdAt }} to sign in to ${name} payments with this address.`,
    },
    {
      sentence: say`${{ strong: "Was it you?" }} Confirm it. You may be asked to sign in first, with your old address.`,
    },
    { button: "Confirm this address", url: `${publicUrl}/email/${getSecret(context, "token")}` },
    { sentence: say`The link works once, until ${{ until: change.expiresAt }}.` },
    {
      sentence: say`${{ strong: "Wasn't it you?" }} There is nothing to do: without you nothing changes. Somebody may have made a slip.`,
    },
  ]);
};
