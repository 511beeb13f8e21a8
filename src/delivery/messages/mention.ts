import { fullName } from "../../domain/person.ts";
import type { Tx } from "../../store/db.ts";
import { findLinkOfUser } from "../../store/slack-links.ts";
import { type Sentence, say } from "../words.ts";

/** Who the person is in this workspace; undefined without a link that counts. */
export async function slackIdIn(tx: Tx, userId: string, workspaceId: string): Promise<string | undefined> {
  const link = await findLinkOfUser(tx, userId, workspaceId);
  return link?.state === "active" ? link.slackUserId : undefined;
}

type Person = { id: string; firstName: string; lastName: string };

/** Calls these people and nobody else: never `@channel`. Whoever is not linked in the workspace is named. Empty for nobody. */
export async function mentionsOf(tx: Tx, people: readonly Person[], workspaceId: string): Promise<Sentence> {
  const sentence: Sentence[number][] = [];
  for (const person of people) {
    const mention = await slackIdIn(tx, person.id, workspaceId);
    sentence.push(...say`${sentence.length === 0 ? "" : " "}${{ mention, name: fullName(person) }}`);
  }
  return sentence;
}
