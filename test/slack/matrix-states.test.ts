import { testDatabase } from "../helpers/database.ts";
import { grants, onAccount } from "./matrix/account-acts.ts";
import { requestActs } from "./matrix/request-acts.ts";
import { resetActs } from "./matrix/reset-acts.ts";
import { inSlack } from "./matrix/run.ts";
import { tryStates } from "./matrix/states.ts";
import { accountStates } from "./matrix/tables/account-states.ts";
import { requestStates } from "./matrix/tables/request-states.ts";
import { resetStates } from "./matrix/tables/reset-states.ts";
import { matrixWorld } from "./matrix/world.ts";

const world = await matrixWorld(await testDatabase());
const front = inSlack(world);

const account = (act: Parameters<typeof onAccount>[1]["act"]) =>
  onAccount(world, { act, subject: world.people.Nora });

tryStates(front, accountStates(world), {
  raise: account("raise"),
  lower: account("lower"),
  deactivate: account("deactivate"),
  reactivate: account("reactivate"),
  resend: account("resend"),
  withdraw: account("withdraw"),
  grant: grants(world, world.people.Nora),
  remove: account("revoke"),
  email: account("email"),
});

const { resets, asks, renews, locks, releases, undoes } = resetActs(world);

tryStates(front, resetStates(world), {
  ...{ reset: resets, ask: asks, "lock now": locks },
  ...{ unlock: releases, "send a new code": renews, undo: undoes },
});

tryStates(front, requestStates(world), requestActs(world));
