import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { percentile, report } from "./report.ts";

/**
 * R27: 200 sign-ins at once, each of another person, so that no pause for one address spares the hashing. Meanwhile
 * somebody else looks at pages. Memory is bounded by the line before Argon2id (19 MiB each), and the rest goes on.
 */
const atOnce = 200;
const rounds = 3;
/** What the issue asks of everybody else. */
const targetMs = 1000;
const lookEveryMs = 25;

const child = fork(fileURLToPath(new URL("portal-child.ts", import.meta.url)), {
  execArgv: ["--import", "tsx"],
});
const [place] = (await once(child, "message")) as [{ url: string; slug: string }];

await signInOf(0, 0);
const before = await held(child);
const looks: number[] = [];
const signIns: number[] = [];
const statuses = new Map<number, number>();
let peak = before;
let isOver = false;
const looking = look();
const watching = watch();
for (let round = 1; round <= rounds; round++)
  await Promise.all(Array.from({ length: atOnce }, (_, person) => timed(round, person)));
isOver = true;
await Promise.all([looking, watching]);
const after = await held(child);
child.disconnect();

await report("sign-in-flood", [
  { measured: `sign-ins at once, ${rounds} times`, value: atOnce, target: "" },
  {
    measured: "answers by status",
    value: [...statuses].map((one) => one.join(": ")).join(", "),
    target: "422 each",
  },
  { measured: "a sign-in, p50 / p99 ms", value: `${ms(signIns, 0.5)} / ${ms(signIns, 0.99)}`, target: "" },
  {
    measured: "another page meanwhile, p50 / p99 / most ms",
    value: `${ms(looks, 0.5)} / ${ms(looks, 0.99)} / ${ms(looks, 1)}`,
    target: `≤ ${targetMs}`,
  },
  {
    measured: "memory before / most / after, MiB",
    value: `${before} / ${peak} / ${after}`,
    target: "bounded",
  },
]);
process.exit(Math.max(...looks) <= targetMs && statuses.size === 1 && statuses.has(422) ? 0 : 1);

function ms(values: number[], share: number): number {
  return Math.round(percentile(values, share));
}

async function signInOf(round: number, person: number): Promise<number> {
  const body = new URLSearchParams({
    company: place.slug,
    email: `nobody-${round}-${person}@acmebuilders.example`,
    password: "not the password of anybody",
  });
  const response = await fetch(`${place.url}/sign-in`, {
    method: "POST",
    body,
    headers: { "Sec-Fetch-Site": "same-origin" },
  });
  await response.text();
  return response.status;
}

async function timed(round: number, person: number): Promise<void> {
  const begin = performance.now();
  const status = await signInOf(round, person);
  signIns.push(performance.now() - begin);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

async function look(): Promise<void> {
  while (!isOver) {
    const begin = performance.now();
    await fetch(`${place.url}/sign-in?company=${place.slug}`).then((response) => response.text());
    looks.push(performance.now() - begin);
    await new Promise((later) => setTimeout(later, lookEveryMs));
  }
}

async function watch(): Promise<void> {
  while (!isOver) {
    peak = Math.max(peak, await held(child));
    await new Promise((later) => setTimeout(later, lookEveryMs));
  }
}

async function held(of: ChildProcess): Promise<number> {
  of.send("held");
  const [{ heldMiB }] = (await once(of, "message")) as [{ heldMiB: number }];
  return heldMiB;
}
