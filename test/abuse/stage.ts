import type { ModalHandle } from "../../src/emulator/person/modal.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { must } from "../helpers/people.ts";
import { why } from "../helpers/reset-story.ts";
import { until } from "../helpers/until.ts";
import { nextCode } from "../trial/codes.ts";
import { type Product, startProduct } from "../trial/product.ts";
import { type Player, seedCompany } from "../trial/seed.ts";

/** What one case of abuse came to, counted where it counts: rows, mails that arrived, the trail. */
export type Tally = { effects: number; mails: number; executed: number; refused: number };

/** One request, and where the trail and the mailbox stood before it. */
export type Case = { subject: Player; asker: Player; requestId: string; since: number; mailsBefore: number };

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Two processes, a seeded company, and what every case needs: a request that waits, and somebody before its form. */
export async function setStage() {
  const product = await startProduct({ bots: 2, speed: 6, isUnhurried: true });
  const { players, companyId } = await seedCompany(product);
  await product.start();
  /** Who can do nothing any more, since a case of abuse. */
  const gone = new Set<Player>();
  const partOf = (part: Player["part"]) =>
    players.filter((player) => player.part === part && !gone.has(player));
  const turns = new Map<string, number>();
  /** One after the other, so that nobody waits for a phone's next code. */
  const next = (part: Player["part"]): Player => {
    const list = partOf(part);
    const turn = turns.get(part) ?? 0;
    turns.set(part, turn + 1);
    const player = list[turn % list.length];
    if (!player) throw new Error(`nobody is a ${part}`);
    return player;
  };
  const named = (firstName: string): Player => {
    const player = players.find((one) => one.firstName === firstName);
    if (!player) throw new Error(`nobody is called ${firstName}`);
    return player;
  };
  return {
    product,
    companyId,
    players,
    gone,
    next,
    named,
    slackOf: (player: Player) => product.workspace.person(player.slackUserId),
  };
}

/** Support asks for a payee's reset, and the request stands in the channel. */
export function askForOne(
  stage: Stage,
  subject = stage.next("payee"),
  asker = stage.next("support"),
): Promise<Case> {
  const { deps } = stage.product;
  return begin(stage, { subject, asker }, (challengeId) =>
    askForReset(deps, asker.actor, { ...why, challengeId }).then(must),
  );
}

/** A Payments Admin resets somebody, and a colleague must agree: an administrator, or a payee whose password is forgotten, too. */
export async function requestByAdministrator(
  stage: Stage,
  subject: Player,
  asker = stage.named("Ada"),
): Promise<Case> {
  const { deps, now } = stage.product;
  const isPasswordForgotten = subject.part === "payee";
  return begin(stage, { subject, asker }, async (challengeId) => {
    const code = await nextCode(asker, now);
    return must(await resetMfa(deps, asker.actor, { ...why, challengeId, code, isPasswordForgotten }));
  });
}

type Made = { submitted: { request: { id: string } } };

async function begin(
  stage: Stage,
  { subject, asker }: Pick<Case, "subject" | "asker">,
  make: (challengeId: string) => Promise<Made>,
): Promise<Case> {
  const { product } = stage;
  await clearWay(product, subject);
  const since = await lastSeq(product);
  const mailsBefore = product.mail.mails.length;
  const { challengeId } = must(await openResetForm(product.deps, asker.actor, { email: subject.email }));
  const requestId = (await make(challengeId)).submitted.request.id;
  await messageOf(stage, stage.named("Olivia"), requestId);
  return { subject, asker, requestId, since, mailsBefore };
}

/** The request's message as this person has it before them in the channel. */
export function messageOf({ slackOf }: Stage, player: Player, requestId: string) {
  return until(`the message of request ${requestId}`, () =>
    slackOf(player)
      .messages({ channel: "payments-approvals" })
      .findLast(({ message }) => JSON.stringify(message.blocks).includes(requestId)),
  );
}

/** Opens the form behind Approve or Deny, and fills it in, all but the click on its button. */
export async function fillDecision(
  stage: Stage,
  approver: Player,
  { requestId }: Pick<Case, "requestId">,
  which: "approve" | "deny" = "approve",
): Promise<ModalHandle> {
  const message = await messageOf(stage, approver, requestId);
  const label = message.buttons().find((one) => new RegExp(which, "i").test(one)) ?? which;
  const modal = await openForm(stage, approver, () => message.button(label).click());
  if (which === "deny") return modal.fill({ "Why?": modal.field("Why?").options[0] ?? "" });
  return modal.fill({ "Your 6-digit code": await nextCode(approver, stage.product.now) });
}

const presses = 3;

/** On a slow machine a form may come too late, and the person is told to press once more. */
async function openForm(stage: Stage, person: Player, press: () => Promise<void>): Promise<ModalHandle> {
  const slack = stage.slackOf(person);
  for (let tries = 1; ; tries += 1) {
    await press();
    try {
      return await slack.expectModal(/approve|deny/i);
    } catch (error) {
      const said = slack.ephemerals().at(-1)?.text() ?? "";
      if (tries === presses || !/again/i.test(said)) throw error;
    }
  }
}

export async function approve(stage: Stage, approver: Player, it: Pick<Case, "requestId">): Promise<void> {
  await (await fillDecision(stage, approver, it)).submit();
}

/** What an earlier case rightly left waiting would only be the door to this one. */
async function clearWay({ database: { owner: sql }, deps }: Product, { actor }: Player): Promise<void> {
  await sql`update requests set state = 'cancelled', decided_at = ${deps.now()}
    where subject_id = ${actor.userId} and state = 'pending'`;
}

/** The newest form that somebody sent, as it went over the wire. */
export const lastSubmission = ({ product: { workspace } }: Stage) => workspace.lastRequest("view_submission");

async function lastSeq({ database: { owner: sql } }: Pick<Product, "database">): Promise<number> {
  const [row] = await sql<{ seq: number }[]>`select coalesce(max(seq), 0)::int as seq from audit_events`;
  return row?.seq ?? 0;
}

/** Every copy was answered, nobody's form says "Working…" any more, and what is due has been sent. */
export async function quiet({ product }: Stage): Promise<void> {
  const { database, deps, emulator, bots } = product;
  let waiting = "";
  const isWorking = () =>
    [...emulator.world.stacks.values()].some((stack) =>
      /working/i.test(stack.at(-1)?.description.title?.text ?? ""),
    );
  // Of a request that came more than once the person sees one answer; the copy that acts may be another.
  await until("every copy", () => (emulator.world.pending.size > 0 ? undefined : true), patienceMs);
  await until("every answer", () => (isWorking() ? undefined : true), patienceMs);
  await until(
    "an empty outbox",
    async () => {
      const rows = await database.owner`
        select kind, attempts, last_error from outbox
        where delivered_at is null and dead_at is null and due_at <= ${deps.now()}`;
      waiting = JSON.stringify(rows);
      return rows.length === 0 ? true : undefined;
    },
    patienceMs,
  ).catch((cause: unknown) => {
    const ports = bots.map(({ port }) => port ?? "down").join(", ");
    throw new Error(`left in the outbox: ${waiting}; bots at ${ports}`, { cause });
  });
}

const patienceMs = 60_000;

export async function tally(stage: Stage, { subject, requestId, since, mailsBefore }: Case): Promise<Tally> {
  await quiet(stage);
  const { database, mail } = stage.product;
  const [row] = await database.owner<Omit<Tally, "mails">[]>`
    select (select count(*)::int from resets where request_id = ${requestId}) as effects,
      (select count(*)::int from audit_events where kind = 'reset_executed' and facts->>'requestId' = ${requestId}) as executed,
      (select count(*)::int from audit_events where seq > ${since} and kind in ('act_refused', 'gate_refused', 'wrong_code')) as refused`;
  const mails = mail.mails.slice(mailsBefore);
  const codes = mails.filter(
    ({ to, text }) => to === subject.email && /setup code/i.test(text) && setupCode.test(text),
  );
  return { effects: 0, executed: 0, refused: 0, ...row, mails: codes.length };
}

const setupCode = /\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b/;
