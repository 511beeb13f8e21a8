import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * Slack's way of saying what is wrong with JSON:
 * `[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]`.
 */
export function slackMessages(issues: readonly Issue[], root: readonly PropertyKey[]): string[] {
  return issues.flatMap((issue) =>
    complaints(issue).map((complaint) => {
      const path = [...root, ...parentOf(issue)];
      return path.length === 0 ? `[ERROR] ${complaint}` : `[ERROR] ${complaint} ${pointer(path)}`;
    }),
  );
}

export function pointer(path: readonly PropertyKey[]): string {
  return `[json-pointer:/${path.map(String).join("/")}]`;
}

function complaints(issue: Issue): string[] {
  switch (issue.code) {
    case "too_big":
      return [tooBig(issue)];
    case "too_small":
      return [tooSmall(issue)];
    case "unrecognized_keys":
      return issue.keys.map((key) => `invalid additional property: ${key}`);
    case "invalid_union":
      return ["unsupported type"];
    case "invalid_value":
      return [issue.input === undefined ? missing(issue) : "must be a valid enum value"];
    case "invalid_type":
      return [issue.input === undefined ? missing(issue) : `must provide ${article(issue.expected)}`];
    default:
      return [issue.message];
  }
}

/** Slack points at the object that lacks the field, not at the field. */
function parentOf(issue: Issue): PropertyKey[] {
  const isMissing =
    (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
  return isMissing ? issue.path.slice(0, -1) : issue.path;
}

const missing = (issue: Issue) => `missing required field: ${String(issue.path.at(-1) ?? "")}`;

type Bound<Code> = Extract<Issue, { code: Code }>;
const isNumber = (origin: string) => origin === "number" || origin === "int";

function tooBig({ origin, maximum }: Bound<"too_big">): string {
  if (origin === "string") return `must be less than ${Number(maximum) + 1} characters`;
  return isNumber(origin)
    ? `must be less than ${Number(maximum) + 1}`
    : `no more than ${maximum} items allowed`;
}

function tooSmall({ origin, minimum }: Bound<"too_small">): string {
  if (origin === "string") return `must be more than ${Number(minimum) - 1} characters`;
  return isNumber(origin)
    ? `must be greater than ${Number(minimum) - 1}`
    : `no fewer than ${minimum} items allowed`;
}

const article = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
