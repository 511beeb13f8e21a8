import type { Deps } from "../../../src/deps.ts";
import type { PersonAct } from "../../../src/domain/person-act.ts";
import { personActId, writePersonRef } from "../../../src/domain/person-ref.ts";
import { confirmIds } from "../../../src/slack/reset-mfa/confirm-modal.ts";
import { whoIds } from "../../../src/slack/reset-mfa/who-modal.ts";

import type { Db } from "../../../src/store/db.ts";
import { testDeps } from "../../helpers/deps.ts";
import { acme, codeOf, petraDetails, samDetails, type TestPerson } from "../../helpers/people.ts";
import { actionSent, commandSent, type Sender, submissionSent, type Values } from "./payloads.ts";
import { slackEdge, viewIn } from "./slack-edge.ts";

/** Acme Builders with Olivia, Petra and Sam, Olivia and Sam linked, and Slack knowing them. */
export async function slackStory(db: Db, options: Parameters<typeof slackEdge>[1] = {}) {
  const { deps, clock, logLines } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  const sam = await company.join(samDetails, "U0SAM00001");
  const edge = await slackEdge(deps, options);
  const { workspaceId } = company.olivia.actor;
  const senderOf = (person: TestPerson): Sender => ({
    slackUserId: person.actor.slackUserId,
    teamId: workspaceId,
  });
  for (const person of [company.olivia, sam]) edge.knows(senderOf(person), { real_name: person.firstName });

  const command = (sender: Sender, name: string, text = "") =>
    edge.send(commandSent(sender, { name, text, responseUrl: edge.api.responseUrl }));
  const submit = (sender: Sender, view: Parameters<typeof submissionSent>[1], values: Values) =>
    edge.send(submissionSent(sender, view, values));

  /** The confirm view that a typed command opens. */
  async function openConfirm(email: string = petra.email) {
    await command(senderOf(company.olivia), "/payments-reset-mfa", email);
    return viewIn(edge.api.last("views.open"));
  }
  /** The form of an act on a person's account, as the button of the person's card opens it. */
  async function openAct(act: PersonAct, subject: { userId: string }, by: TestPerson = company.olivia) {
    clock.advance(30_000);
    const value = writePersonRef(company.companyId, subject.userId);
    await edge.send(actionSent(senderOf(by), { actionId: personActId(act), value }));
    return viewIn(edge.api.last("views.open"));
  }
  const oliviaSender = senderOf(company.olivia);
  return {
    deps,
    clock,
    logLines,
    ...company,
    petra,
    sam,
    edge,
    senderOf,
    oliviaSender,
    command,
    submit,
    openConfirm,
    openAct,
  };
}

/** What an admin types into the confirm view. */
export const confirmValues = (deps: Pick<Deps, "now">, admin: TestPerson, more: Values = {}): Values => ({
  [confirmIds.reason]: { option: "lost_phone" },
  [confirmIds.verifiedHow]: { option: "called" },
  [confirmIds.note]: "Ticket 8841",
  [confirmIds.code]: codeOf(deps, admin.secret),
  ...more,
});

export const whoValues = (email: string): Values => ({ [whoIds.email]: email });
