import { Hono } from "hono";

type Health = { isDraining: () => boolean; isMigrated: () => Promise<boolean> };

/** A balancer asks every few seconds: a database that takes longer is as good as gone. */
const patienceMs = 1000;

/** `/healthz`: the process runs. `/readyz`: it can do its work: database reachable, migrated, not on its way out. */
export function healthRoutes(health: Health) {
  return new Hono()
    .get("/healthz", (c) => c.text("ok\n"))
    .get("/readyz", async (c) => {
      c.header("Cache-Control", "no-store");
      const fault = await findFault(health);
      return fault ? c.text(`${fault}\n`, 503) : c.text("ready\n");
    });
}

async function findFault({ isDraining, isMigrated }: Health): Promise<string | undefined> {
  if (isDraining()) return "draining";
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patienceMs);
  });
  const answer = await Promise.race([isMigrated().catch(() => "failed" as const), late]);
  clearTimeout(timer);
  if (answer === true) return undefined;
  return answer === false ? "migrations missing" : "database not reachable";
}
