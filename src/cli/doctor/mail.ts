import { Resolver } from "node:dns/promises";
import { tryMailServer } from "../../app/try-mail.ts";
import type { Config } from "../../config.ts";
import { type Check, look } from "./check.ts";

type MailConfig = Config["mail"];

/** The mail server, tried, and what receivers will find about the sender's domain. */
export async function lookAtMail(mail: MailConfig, mailTo: string | undefined): Promise<Check[]> {
  if (!mail)
    return [
      {
        what: "mail",
        state: "off",
        says: "not configured: messages wait",
        toDo: "Set SMTP_URL and MAIL_FROM.",
      },
    ];
  const server = await look(
    "mail",
    "Look at SMTP_URL: server, login, and whether this machine may reach it.",
    async () => ({
      what: "mail",
      state: "ok",
      says: `the mail server ${await tryMailServer(mail, mailTo)}`,
    }),
  );
  return [...server, ...(await lookAtDomain(mail.mailFrom.slice(mail.mailFrom.lastIndexOf("@") + 1)))];
}

type Txt = { records: string[] } | { fault: string };

/** What DNS says of a sender's domain. A resolver that does not answer is given 2 s, and is no fault of the domain's. */
export async function lookAtDomain(
  domain: string,
  resolver = new Resolver({ timeout: 2000, tries: 1 }),
): Promise<Check[]> {
  const txt = async (name: string): Promise<Txt> => {
    try {
      return { records: (await resolver.resolveTxt(name)).map((parts) => parts.join("")) };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "failed";
      // Asked, and there is none.
      return code === "ENOTFOUND" || code === "ENODATA" ? { records: [] } : { fault: code };
    }
  };
  const [spf, dmarc, ...keys] = await Promise.all([
    txt(domain),
    txt(`_dmarc.${domain}`),
    ...selectors.map((selector) => txt(`${selector}._domainkey.${domain}`)),
  ]);
  return [
    recordCheck(`SPF of ${domain}`, spf, /^v=spf1\b/i, "names the servers that may send for it"),
    dkimCheck(domain, keys),
    recordCheck(`DMARC of ${domain}`, dmarc, /^v=DMARC1\b/i, "says what to do with mail that is not from it"),
  ];
}

function recordCheck(what: string, txt: Txt, pattern: RegExp, purpose: string): Check {
  if ("fault" in txt) return unasked(what, txt.fault);
  const found = txt.records.find((record) => pattern.test(record));
  if (found) return { what, state: "ok", says: found.slice(0, 120) };
  const toDo = `Publish one: it ${purpose}. Without it setup codes land in spam.`;
  return { what, state: "advice", says: "there is no such record", toDo };
}

/** Those of common senders. The real one stands in each mail's DKIM-Signature, and nowhere in DNS. */
const selectors = ["default", "google", "selector1", "selector2", "s1", "s2", "k1", "mail", "dkim", "smtp"];

function dkimCheck(domain: string, keys: Txt[]): Check {
  const what = `DKIM of ${domain}`;
  const found = selectors.filter((_, n) => {
    const key = keys[n];
    return key && "records" in key && key.records.some((record) => /\bp=\w/.test(record));
  });
  if (found.length > 0) return { what, state: "ok", says: `a key under the selector ${found.join(", ")}` };
  const fault = keys.find((key) => "fault" in key);
  if (fault && "fault" in fault) return unasked(what, fault.fault);
  const says = `no key under the selectors that were guessed (${selectors.join(", ")})`;
  const toDo =
    "The selector can only be guessed: send a mail with --mail-to, and look for dkim=pass in its headers.";
  return { what, state: "unknown", says, toDo };
}

const unasked = (what: string, why: string): Check => ({
  what,
  state: "unknown",
  says: `could not be asked: DNS does not answer (${why})`,
});
