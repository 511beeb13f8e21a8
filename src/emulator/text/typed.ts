/** Mentions that the client has made already, code, links, addresses, and the three characters to escape. */
const parts =
  /(?<mention><[@#!][^<>\n]+>)|(?<code>`[^`\n]+`)|(?<url>https?:\/\/[^\s<>`]*[^\s<>`.,;:!?)'"])|(?<email>[\w.+'-]+@[\w-]+(?:\.[\w-]+)+)|(?<mark>[&<>])/g;

/**
 * What a person types as Slack's client sends it: the three characters escaped, web and mail addresses made links.
 * An app that reads addresses out of messages meets `<mailto:a@b.example|a@b.example>`.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function asTyped(text: string): string {
  return text.replaceAll(parts, (...given) => {
    const { mention, code, url, email, mark } = groupsOf(given.at(-1));
    if (mention) return mention;
    if (url) return `<${escaped(url)}>`;
    if (email) return `<mailto:${email}|${email}>`;
    return escaped(code ?? mark ?? "");
  });
}

const groupsOf = (groups: unknown): Record<string, string | undefined> =>
  typeof groups === "object" && groups !== null ? { ...groups } : {};

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
