import type { World } from "../state/world.ts";

/**
 * What a command with `should_escape` is given for the people and channels that a person mentions by name:
 * `<@U0OLIVIA01|olivia>`, `<#C0GENERAL1|general>`. https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function withMentions(world: World, text: string): string {
  return text.replaceAll(/(?<![\w<])([@#])([\w.-]*\w)/g, (whole, mark: string, name: string) => {
    const named = mark === "@" ? personNamed(world, name) : channelNamed(world, name);
    return named ? `<${mark}${named.id}|${named.name}>` : whole;
  });
}

const personNamed = (world: World, name: string) =>
  [...world.people.values()].find((person) => person.name === name.toLowerCase() && !person.deleted);

const channelNamed = (world: World, name: string) =>
  [...world.channels.values()].find((channel) => channel.kind !== "im" && channel.name === name);
