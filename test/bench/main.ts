/** `npm run bench -- type-ahead`: each prints a table and keeps it in reports/. */
const benches = {
  "type-ahead": () => import("./type-ahead.ts"),
  "grant-cycle": () => import("./grant-cycle.ts"),
  "sign-in-flood": () => import("./sign-in-flood.ts"),
  "emulator-memory": () => import("./emulator-memory.ts"),
  "audit-verify": () => import("./audit-verify.ts"),
  crowd: () => import("./crowd.ts"),
  command: () => import("./command.ts"),
  confirm: () => import("./confirm.ts"),
  restart: () => import("./restart.ts"),
  start: () => import("./start.ts"),
  stalls: () => import("./stalls.ts"),
  endurance: () => import("./endurance.ts"),
  growth: () => import("./growth.ts"),
  "grant-rate": () => import("./grant-rate.ts"),
  table: () => import("./table.ts"),
};

const [name = ""] = process.argv.slice(2);
if (!(name in benches)) {
  console.error(`Which one? ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}
await benches[name as keyof typeof benches]();
