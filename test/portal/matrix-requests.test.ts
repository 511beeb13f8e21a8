import { testDatabase } from "../helpers/database.ts";
import { requestSpecs, requestTable } from "../slack/matrix/tables/requests.ts";
import { matrixWorld } from "../slack/matrix/world.ts";
import { requestWays } from "./matrix/request-ways.ts";
import { tryOnPortal } from "./matrix/ways.ts";

const world = await matrixWorld(await testDatabase());

tryOnPortal(world, { specs: requestSpecs(world), matrix: requestTable, ways: requestWays(world) });
