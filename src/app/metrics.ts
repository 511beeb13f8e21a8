import { Hono, type MiddlewareHandler } from "hono";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Meter } from "../deps.ts";
import { patternOf } from "../portal/access.ts";
import type { Db } from "../store/db.ts";
import { countUnderWay, watchAudit } from "../store/watch.ts";
import { happenings } from "./happenings.ts";
import { rowGauges } from "./row-gauges.ts";

export type Metrics = {
  meter: Meter;
  /** Before all other routes of the one server: measures every answer to a browser, a probe and Slack. */
  measure: MiddlewareHandler;
  /** `GET /metrics`, for a port of its own. */
  routes: Hono;
  stop: () => void;
};

/** Slack gives up at 3 s, a browser's patience ends at 8. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 8];

/** One app's metrics, in a registry of its own: several apps may run in one process. No label names a person or a company. */
export function createMetrics({ db, now }: { db: Db; now: () => Date }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  poolGauge(registry, db);
  const readRows = rowGauges({ registry, db, now });
  const stop = watchAudit(db, happenings(registry));
  const routes = new Hono().get("/metrics", async (c) => {
    await readRows();
    return c.text(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
  return { meter: slackMeter(registry), measure: portalMeter(registry), routes, stop };
}

/** Names of ours for the kinds of payload. */
const surfaces: Record<string, string> = {
  view_submission: "submission",
  view_closed: "closed",
  home_opened: "home",
};

function slackMeter(registry: Registry): Meter {
  const answers = new Histogram({
    name: "latchkey_slack_answer_seconds",
    help: "From receipt to the answer, by kind of payload and how it ended",
    labelNames: ["surface", "outcome"],
    buckets,
    registers: [registry],
  });
  return {
    slackAnswered: (kind, outcome, seconds) =>
      answers.observe({ surface: surfaces[kind] ?? kind, outcome }, seconds),
  };
}

function portalMeter(registry: Registry): MiddlewareHandler {
  const answers = new Histogram({
    name: "latchkey_http_answer_seconds",
    help: "HTTP answers by the first part of the route and the status",
    labelNames: ["route", "status"],
    buckets,
    registers: [registry],
  });
  return async (c, next) => {
    const begun = performance.now();
    await next();
    const labels = { route: routeOf(c.req.path), status: c.res.status };
    answers.observe(labels, (performance.now() - begun) / 1000);
  };
}

const ownRoutes = new Set(["/healthz", "/readyz", "/slack/events"]);

/** The first part of the table's own pattern, so that no path, which may carry a token, becomes a label. */
function routeOf(path: string): string {
  if (ownRoutes.has(path)) return path;
  const pattern = patternOf(path);
  return pattern === undefined ? "unknown" : `/${pattern.split("/")[1] ?? ""}`;
}

function poolGauge(registry: Registry, db: Db): void {
  new Gauge({
    name: "latchkey_database_transactions",
    help: "Transactions under way; above latchkey_database_pool_size they wait for a connection",
    registers: [registry],
    collect() {
      this.set(countUnderWay(db));
    },
  });
}
