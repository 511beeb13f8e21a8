import { databaseAt } from "../../src/app/database.ts";
import { testClock } from "../helpers/clock.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme } from "../helpers/people.ts";
import { servePortal } from "../portal/serve.ts";
import { benchDatabase } from "./database.ts";

/**
 * A portal in a process of its own, so that whoever floods it does not slow what is measured. Says where it is, and at each
 * message answers the memory that it holds, in MiB.
 */
const { address, close } = await benchDatabase();
const database = databaseAt(address);
const { deps } = testDeps(database.db);
const { slug } = await acme(deps, testClock(deps.now()));
const portal = await servePortal(deps);

/** What the operating system counts, hashing's memory included. */
const heldMiB = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

process.on("message", () => process.send?.({ heldMiB: heldMiB() }));
process.on(
  "disconnect",
  () =>
    void portal
      .close()
      .then(database.close)
      .then(close)
      .then(() => process.exit(0)),
);
process.send?.({ url: portal.url, slug });
