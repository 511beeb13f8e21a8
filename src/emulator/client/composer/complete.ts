import type { CommandSeen, PersonSeen } from "../../page/seen.ts";

export type Suggestion = {
  key: string;
  /** What is put in, a space behind it. */
  insert: string;
  label: string;
  /** What may follow a command, or how a person is called otherwise. */
  hint: string;
  detail: string;
};

/** The part of the text that a suggestion would replace, and what there is to choose. */
export type Completion = { from: number; kind: "Commands" | "People"; suggestions: Suggestion[] };

type Offer = { commands: readonly CommandSeen[]; people: readonly PersonSeen[]; appName: string };

/** What a person at this point of their text may be about to write; in threads there are no commands. */
export function completionAt(text: string, cursor: number, offer: Offer): Completion | undefined {
  const before = text.slice(0, cursor);
  if (/^\/\S*$/.test(before)) {
    return found({ from: 0, kind: "Commands", suggestions: commandsLike(before, offer) });
  }
  const asked = /(?:^|[\s(])@([\p{L}\p{M}\w.'’-]*(?: [\p{L}\p{M}\w.'’-]*)?)$/u.exec(before)?.[1];
  if (asked === undefined) return undefined;
  const from = cursor - asked.length - 1;
  return found({ from, kind: "People", suggestions: peopleLike(asked.toLowerCase(), offer) });
}

const found = (completion: Completion) => (completion.suggestions.length > 0 ? completion : undefined);

/** Those that begin so first, the very one before them; then those that have it somewhere. */
function commandsLike(typed: string, { commands, appName }: Offer): Suggestion[] {
  const word = typed.slice(1).toLowerCase();
  const beginning = commands.filter(({ command }) => command.toLowerCase().startsWith(typed.toLowerCase()));
  const having = commands.filter((one) => !beginning.includes(one) && one.command.slice(1).includes(word));
  const exactFirst = beginning.toSorted((a, b) => Number(b.command === typed) - Number(a.command === typed));
  return [...exactFirst, ...having].map(({ command, usageHint, description }) => ({
    key: command,
    insert: `${command} `,
    label: command,
    hint: usageHint,
    detail: description ? `${description} · ${appName}` : appName,
  }));
}

function peopleLike(asked: string, { people }: Offer): Suggestion[] {
  const isMeant = ({ name, handle }: PersonSeen) =>
    [name, handle, ...name.split(" ")].some((called) => called.toLowerCase().startsWith(asked));
  return people
    .filter((person) => !person.isDeleted && isMeant(person))
    .map(({ id, name, handle, standings }) => ({
      key: id,
      insert: `@${name} `,
      label: name,
      hint: handle,
      detail: standings.join(", "),
    }));
}

/** The command whose arguments are being typed. */
export function commandIn(text: string, commands: readonly CommandSeen[]): CommandSeen | undefined {
  const word = /^(\/\S+)\s/.exec(text)?.[1];
  return commands.find(({ command }) => command === word);
}
