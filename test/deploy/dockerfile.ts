import { readFileSync } from "node:fs";

/** One line of a Dockerfile, its continuations joined: `COPY`, and what stands behind it. */
type Step = { verb: string; rest: string };
type Stage = { from: string; name: string | undefined; steps: Step[] };

export const root = new URL("../../", import.meta.url);

/** The stages of our Dockerfile in their order. */
export function stagesOf(path = ".github/deploy/Dockerfile"): Stage[] {
  const text = readFileSync(new URL(path, root), "utf8");
  const lines = text.replace(/^#.*\n/gm, "").replace(/\\\n\s*/g, "");
  const stages: Stage[] = [];
  for (const line of lines.split("\n").filter((one) => one.trim())) {
    const [, verb = "", rest = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (!verb) throw new Error(`not a line of a Dockerfile: ${line}`);
    if (verb !== "FROM") stages.at(-1)?.steps.push({ verb, rest });
    else {
      const [from = "", , name] = rest.split(" ");
      stages.push({ from, name, steps: [] });
    }
  }
  return stages;
}

export const stepsOf = (stage: Stage | undefined, verb: string): string[] =>
  (stage?.steps ?? []).filter((step) => step.verb === verb).map((step) => step.rest);

/** Sources and target of a COPY, and the stage that it copies from. */
export function copyOf(rest: string) {
  const words = rest.split(" ");
  const from = words[0]?.startsWith("--from=") ? words.shift()?.slice("--from=".length) : undefined;
  return { from, sources: words.slice(0, -1), target: words.at(-1) ?? "" };
}
