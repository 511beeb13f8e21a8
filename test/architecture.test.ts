import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

/** Which of our rooms each room may import, besides itself. Whatever is not listed is refused (DESIGN 8). */
const mayImport: Record<string, string[]> = {
  domain: [],
  crypto: [],
  log: [],
  deps: ["crypto", "log", "store"],
  store: ["domain", "crypto", "deps"],
  flows: ["domain", "crypto", "store", "deps"],
  delivery: ["domain", "crypto", "store", "deps", "log"],
  slack: ["domain", "crypto", "flows", "deps", "log"],
  portal: ["domain", "crypto", "flows", "deps", "log"],
  cli: ["domain", "crypto", "flows", "deps", "log", "config", "app", "store"],
  config: ["domain", "crypto"],
  app: ["domain", "crypto", "flows", "deps", "log", "config", "store", "slack", "portal", "delivery"],
  main: ["app", "config", "log"],
  demo: ["domain", "crypto", "flows", "deps", "log", "config", "store", "delivery", "app", "emulator"],
  emulator: [],
};

/** Packages that only these rooms may name: Slack's types stay at the edges, SQL in the store. */
const packageRooms: [RegExp, string[]][] = [
  [/^@slack\//, ["slack", "delivery", "emulator"]],
  [/^(drizzle-orm|postgres)(\/|$)/, ["store"]],
  [/^(@node-rs\/argon2|@zxcvbn-ts\/)/, ["crypto"]],
  // The demo's phone is a phone: it makes codes, as no part of the product does.
  [/^otplib$/, ["crypto", "demo"]],
  [/^hono(\/|$)/, ["portal", "slack", "app", "demo", "emulator"]],
  [/^nodemailer$/, ["delivery"]],
  [/^twilio(\/|$)/, ["delivery"]],
  [/^prom-client(\/|$)/, ["app"]],
];

type Import = { from: string; to: string };

const roomOf = (file: string) => {
  const [first = ""] = relative(src, file).split("/");
  return first.replace(/\.tsx?$/, "");
};

function violation({ from, to }: Import): string | undefined {
  const room = roomOf(join(src, from));
  const line = `${from} imports ${to}`;
  if (!to.startsWith(".")) {
    if (room === "domain" && to !== "node:crypto") return `${line}: domain is pure, without I/O or library`;
    const rule = packageRooms.find(([pattern]) => pattern.test(to));
    return rule && !rule[1].includes(room) ? line : undefined;
  }
  const target = roomOf(resolve(dirname(join(src, from)), to));
  if (target === room) return undefined;
  const allowed = mayImport[room];
  if (!allowed) return `${from} lies in a room without a rule`;
  return allowed.includes(target) ? undefined : line;
}

function sourceFiles(): string[] {
  const all = readdirSync(src, { recursive: true, encoding: "utf8" });
  return all.filter((file) => /\.tsx?$/.test(file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), "utf8");
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? match[3] ?? "",
  }));
}

test("every import points the way that DESIGN 8 says", () => {
  const imports = sourceFiles().flatMap(importsOf);
  expect(imports.length).toBeGreaterThan(400);
  expect(imports.map(violation).filter(Boolean)).toEqual([]);
});

test.each([
  ["slack/gate.ts", "../store/users.ts"],
  ["portal/routes.ts", "../store/users.ts"],
  ["flows/sign-in.ts", "../slack/gate.ts"],
  ["store/users.ts", "../flows/sign-in.ts"],
  ["domain/reset.ts", "../store/resets.ts"],
  ["domain/reset.ts", "zod"],
  ["delivery/deliver.ts", "../flows/sign-in.ts"],
  ["emulator/server.ts", "../log.ts"],
  ["main.ts", "./demo/demo.ts"],
  ["app.ts", "./emulator/server.ts"],
  ["flows/sign-in.ts", "@slack/types"],
  ["portal/routes.ts", "drizzle-orm"],
  ["slack/gate.ts", "postgres"],
  ["flows/tell-person.ts", "twilio"],
  ["slack/dispatch.ts", "prom-client"],
])("the rule itself refuses that %s imports %s", (from, to) => {
  expect(violation({ from, to })).toBeDefined();
});

test("no file asks the clock or the environment by itself", () => {
  const rooms = ["domain", "store", "flows", "delivery", "portal", "slack", "crypto"];
  const files = sourceFiles().filter((file) => rooms.includes(roomOf(join(src, file))));
  const isAllowed = (file: string) => file.startsWith("store/embedded");
  const asking = files.filter((file) => {
    const text = readFileSync(join(src, file), "utf8");
    return (
      !isAllowed(file) &&
      /\bDate\.now\(\)|\bnew Date\(\)|\bprocess\.env\b|\bnow\(\)::|current_timestamp/.test(text)
    );
  });
  expect(asking).toEqual([]);
});
