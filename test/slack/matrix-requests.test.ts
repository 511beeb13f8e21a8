import { testDatabase } from "../helpers/database.ts";
import { inSlack, tryMatrix } from "./matrix/run.ts";
import { requestSpecs, requestTable } from "./matrix/tables/requests.ts";
import { matrixWorld } from "./matrix/world.ts";

const world = await matrixWorld(await testDatabase());

tryMatrix(inSlack(world), requestSpecs(world), requestTable);
