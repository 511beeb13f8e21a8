export type Mentionable = { id: string; name: string; handle: string };

/**
 * `@Olivia Reyes` or `@olivia` as Slack's client sends it: `<@U…>`. After a command that asks for it the handle
 * goes along, `<@U…|olivia>`. https://docs.slack.dev/interactivity/implementing-slash-commands#escaping
 */
export function withMentions(
  text: string,
  people: readonly Mentionable[],
  { withHandle = false }: { withHandle?: boolean } = {},
): string {
  const names = people.flatMap((person) => [person.name, person.handle]).filter((name) => name !== "");
  if (names.length === 0) return text;
  // The longest first: "Sam" must not take the beginning of "Sam Okafor".
  const choices = names.toSorted((a, b) => b.length - a.length).map(escapeRegExp);
  const pattern = new RegExp(`(?<![\\w<@.])@(${choices.join("|")})(?!\\w)`, "gi");
  return text.replaceAll(pattern, (written, called: string) => {
    const person = people.find((one) => [one.name, one.handle].some((name) => isSame(name, called)));
    if (!person) return written;
    return withHandle ? `<@${person.id}|${person.handle}>` : `<@${person.id}>`;
  });
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const escapeRegExp = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
