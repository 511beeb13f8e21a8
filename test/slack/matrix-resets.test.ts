import { testDatabase } from "../helpers/database.ts";
import { inSlack, tryMatrix } from "./matrix/run.ts";
import { resetSpecs, resetTable } from "./matrix/tables/resets.ts";
import { matrixWorld } from "./matrix/world.ts";

const world = await matrixWorld(await testDatabase());

tryMatrix(inSlack(world), resetSpecs(world), resetTable);
