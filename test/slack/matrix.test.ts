import { testDatabase } from "../helpers/database.ts";
import { inSlack, tryMatrix } from "./matrix/run.ts";
import { accountSpecs, accountTable } from "./matrix/tables/accounts.ts";
import { matrixWorld } from "./matrix/world.ts";

const world = await matrixWorld(await testDatabase());

tryMatrix(inSlack(world), accountSpecs(world), accountTable);
