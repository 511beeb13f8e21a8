import { testDatabase } from "../helpers/database.ts";
import { accountSpecs, accountTable } from "../slack/matrix/tables/accounts.ts";
import { matrixWorld } from "../slack/matrix/world.ts";
import { accountWays } from "./matrix/account-ways.ts";
import { tryOnPortal } from "./matrix/ways.ts";

const world = await matrixWorld(await testDatabase());

tryOnPortal(world, { specs: accountSpecs(world), matrix: accountTable, ways: accountWays(world) });
