import { testDatabase } from "../helpers/database.ts";
import { resetSpecs, resetTable } from "../slack/matrix/tables/resets.ts";
import { matrixWorld } from "../slack/matrix/world.ts";
import { resetWays } from "./matrix/reset-ways.ts";
import { tryOnPortal } from "./matrix/ways.ts";

const world = await matrixWorld(await testDatabase());

tryOnPortal(world, { specs: resetSpecs(world), matrix: resetTable, ways: resetWays(world) });
