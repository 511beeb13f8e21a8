import { testDatabase } from "../helpers/database.ts";
import { tryStates } from "../slack/matrix/states.ts";
import { accountStates } from "../slack/matrix/tables/account-states.ts";
import { requestStates } from "../slack/matrix/tables/request-states.ts";
import { resetStates } from "../slack/matrix/tables/reset-states.ts";
import { matrixWorld } from "../slack/matrix/world.ts";
import { portal } from "./browser.ts";
import { grants, onAccount } from "./matrix/account-ways.ts";
import { requestActWays } from "./matrix/request-ways.ts";
import { resetActWays } from "./matrix/reset-ways.ts";
import { inPortal } from "./matrix/ways.ts";

const world = await matrixWorld(await testDatabase());
const front = inPortal(world, portal(world.deps));

tryStates(front, accountStates(world), {
  raise: onAccount("raise"),
  lower: onAccount("lower"),
  deactivate: onAccount("deactivate"),
  reactivate: onAccount("reactivate"),
  resend: onAccount("resend"),
  withdraw: onAccount("withdraw"),
  grant: grants,
  remove: onAccount("revoke"),
  email: onAccount("email"),
});

const { resets, asks, renews, locks, releases, undoes } = resetActWays(world);

tryStates(front, resetStates(world), {
  ...{ reset: resets, ask: asks, "lock now": locks },
  ...{ unlock: releases, "send a new code": renews, undo: undoes },
});

tryStates(front, requestStates(world), requestActWays(world));
