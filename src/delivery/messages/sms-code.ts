import { findSmsCodeById } from "../../store/sms-codes.ts";
import { getSecret, type Renderer } from "./context.ts";

/** One text message holds 160 characters; the company's name is the only part of it that may be long. */
const maxName = 40;

/**
 * A sign-in code, as phones recognise it and offer it to the page. It names nobody and has no link: a locked screen shows it,
 * and nobody should learn to follow links in texts.
 */
export const smsCodeText: Renderer = async (context) => {
  const { tx, message, company, now } = context;
  const row = await findSmsCodeById(tx, message.refId);
  // Used, run out, or another one was asked for meanwhile: a code that does not work only confuses.
  if (!row || row.usedAt || row.voidedAt || row.expiresAt <= now) return undefined;
  const name = [...company.displayName].slice(0, maxName).join("");
  const code = getSecret(context, "code");
  const body = `${code} is your ${name} payments code, good for 10 minutes. We never ask you for it.`;
  return { text: { to: getSecret(context, "phone"), body } };
};
