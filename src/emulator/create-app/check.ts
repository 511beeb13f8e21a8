import type { Document, LineCounter } from "yaml";
import { z } from "zod";
import { type Manifest, manifestShape } from "./shape.ts";
import { type Fault, faultsTogether } from "./together.ts";

/** What Slack would refuse: the place as `settings.interactivity`, and its line where the text shows it. */
export type Problem = { line: number | undefined; where: string; text: string };

export type Checked = { ok: true; manifest: Manifest } | { ok: false; problems: Problem[] };

/** More than any manifest needs; a paste by mistake is not parsed. */
const maxLength = 200_000;

/** Reads a manifest in YAML or JSON as Slack does when an app is created from it, and says in words what is wrong, by line. */
export async function checkManifest(source: string): Promise<Checked> {
  if (source.trim() === "") return refuse({ text: "Paste a manifest first." });
  if (source.length > maxLength) return refuse({ text: "This is too long for a manifest." });
  // JSON is YAML. The parser is loaded only here: it is not installed in production.
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const text = `This is neither YAML nor JSON: ${broken.message.split("\n")[0]}`;
    return refuse({ line: broken.linePos?.[0].line, text });
  }
  const read = manifestShape.safeParse(document.toJS());
  const faults = read.success ? faultsTogether(read.data) : read.error.issues.flatMap(faultsOf);
  if (read.success && faults.length === 0) return { ok: true, manifest: read.data };
  const problems = faults.map(({ path, text }) => ({
    line: lineOf(document, lines, path),
    where: placeOf(path),
    text,
  }));
  return { ok: false, problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

const refuse = ({ line, text }: { line?: number | undefined; text: string }): Checked => ({
  ok: false,
  problems: [{ line, where: "", text }],
});

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], text: "is no field that Slack knows." }));
  if (issue.code !== "invalid_type") return [{ path, text: issue.message }];
  if (path.length === 0)
    return [{ path, text: "A manifest is a list of fields such as display_information." }];
  const isMissing = issue.message.includes("received undefined");
  return [{ path, text: isMissing ? "is missing." : `must be ${kinds[issue.expected] ?? issue.expected}.` }];
}

const kinds: Record<string, string> = {
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "a group of fields",
  int: "a whole number",
  number: "a number",
};

/** `features.slash_commands[0].url`, as Slack names a place, but counted from one. */
const placeOf = (path: Fault["path"]) =>
  path
    .map((step, index) => (typeof step === "number" ? `[${step + 1}]` : `${index > 0 ? "." : ""}${step}`))
    .join("");

/** Of the field itself, or of what it is missing from. */
function lineOf(document: Document, lines: LineCounter, path: Fault["path"]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const [start] = rangeStart.safeParse(node).data?.range ?? [];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

const rangeStart = z.looseObject({ range: z.array(z.number()) });
