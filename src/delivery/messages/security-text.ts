import type { TextNews } from "../../domain/text-news.ts";
import { monthDayText } from "../../domain/time-text.ts";
import { getSecret, type Renderer } from "./context.ts";

const said: Record<TextNews, string> = {
  reset: "your sign-in codes were reset",
  reset_completed: "your new sign-in codes were set up",
  reset_stopped: "the reset of your sign-in codes was stopped",
  recovery_code_used: "your recovery code was used",
  method_added: "a new way to get sign-in codes was added",
  password_changed: "your password was changed",
  email_changed: "your sign-in email was changed",
  phone_added: "a contact phone was added",
  phone_changed: "your contact phone was changed",
};

const isNews = (news: string): news is TextNews => Object.hasOwn(said, news);

/** One text of at most 160 characters. A locked screen shows it: it names nobody, and nobody should learn to follow links in texts. */
export const securityText: Renderer = async (context) => {
  const { company, message, now } = context;
  const news = getSecret(context, "news");
  if (!isNews(news)) throw new Error(`unknown news ${news}`);
  const day = monthDayText(message.createdAt, company.timeZone);
  const when = day === monthDayText(now, company.timeZone) ? "today" : `on ${day}`;
  const body = `${textName(company.displayName)} payments: ${said[news]} ${when}. Not you? Call us at a number you know.`;
  return { text: { to: getSecret(context, "phone"), body } };
};

const maxNameLength = 40;

/** In letters that every phone's alphabet has: one other makes the text hold 70 characters instead of 160 (GSM 03.38). */
function textName(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^A-Za-z0-9 &'(),+-]/g, "");
  return plain.replace(/\s+/g, " ").trim().slice(0, maxNameLength).trim() || "Your company's";
}
