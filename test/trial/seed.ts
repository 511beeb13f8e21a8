import type { SlackActor } from "../../src/domain/actor.ts";
import { day, testClock } from "../helpers/clock.ts";
import { setRoles } from "../helpers/deciders.ts";
import { acme, password, petraDetails, samDetails, type TestPerson } from "../helpers/people.ts";
import type { Cast } from "./people.ts";
import type { Product } from "./product.ts";

/** Somebody of the trial, with what only they have. */
export type Player = Guest & { /** As a flow knows them. */ actor: SlackActor };

export type Guest = Cast & {
  /** Of authenticator apps. The newest is first: of a set-up whose answer was lost nobody knows. */
  secrets: string[];
  recoveryCode: string;
  password: string;
  /** The step of the code that was typed last. */
  usedStep: number;
};

/**
 * The company as it is after a month: everybody enrolled, employees linked, requests decided in a channel. Made by the flows that
 * people go through; what they would have been told then is left out.
 */
export async function seedCompany(product: Pick<Product, "deps" | "emulator" | "database" | "people">) {
  const { emulator, database } = product;
  const clock = testClock(new Date(product.deps.now().getTime() - 30 * day));
  const deps = { ...product.deps, now: clock.now };
  const team = emulator.world.team.id;
  const company = await acme(deps, clock, { team });
  const players: Player[] = [];
  for (const one of product.people) {
    const { firstName, lastName, email, slackUserId } = one;
    const details = one.part === "payee" ? petraDetails : samDetails;
    const isFirst = firstName === "Olivia";
    const person = isFirst
      ? company.olivia
      : await company.join({ ...details, firstName, lastName, email }, slackUserId);
    if (one.part === "administrator" && !isFirst)
      await setRoles(deps, person, { isSystemAdministrator: true, isPaymentsAdmin: true });
    if (one.part === "candidate") await setRoles(deps, person, { isSystemAdministrator: true });
    players.push(playerOf(one, person));
  }
  await database.owner`update companies set approvals_workspace_id = ${team}, approvals_channel_id = 'C0PAYMENTS',
    approvals_channel_name = 'payments-approvals'`;
  await database.owner`truncate outbox`;
  return { companyId: company.companyId, players };
}

const playerOf = (cast: Cast, { secret, recoveryCode, actor }: TestPerson): Player => ({
  ...{ ...cast, actor, recoveryCode, password },
  ...{ secrets: [secret], usedStep: 0 },
});
