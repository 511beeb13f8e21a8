import { type ParseArgsConfig, parseArgs } from "node:util";
import { z } from "zod";
import { WrongUsage } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads `--name value` options by `schema`, whose keys are the options' names; throws all that is wrong at once.
 * `word`: the key that is given as a word of its own, wherever it stands.
 */
export function readOptions<Shape extends z.ZodRawShape>(
  args: string[],
  schema: z.ZodObject<Shape>,
  word?: keyof Shape & string,
) {
  const entries = Object.entries(schema.shape).map(([name, type]) => [
    name,
    isSwitch(type) ? { type: "boolean" } : { type: "string", ...(isList(type) ? { multiple: true } : {}) },
  ]);
  const options = Object.fromEntries(entries.filter(([name]) => name !== word));
  const parsed = schema.safeParse(parse(args, options, word));
  if (parsed.success) return parsed.data;
  const nameOf = (key: unknown) => (key === word ? String(key).toUpperCase() : `--${String(key)}`);
  const faults = parsed.error.issues.map(({ path, message }) => `${nameOf(path[0])} ${message}`);
  throw new WrongUsage([...new Set(faults)].join("\n"));
}

/** Given as often as one likes. */
const isList = (type: unknown) =>
  type instanceof z.ZodArray || (type instanceof z.ZodOptional && type.unwrap() instanceof z.ZodArray);

/** `z.boolean().default(false)`: given without a value. */
const isSwitch = (type: unknown) => type instanceof z.ZodDefault && type.unwrap() instanceof z.ZodBoolean;

function parse(args: string[], options: Options, word: string | undefined): Record<string, unknown> {
  try {
    const allowPositionals = word !== undefined;
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals });
    const [value, extra] = positionals;
    if (extra !== undefined) throw new Error(`Unexpected argument '${extra}'`);
    return word === undefined || value === undefined ? values : { ...values, [word]: value };
  } catch (error) {
    // "Unknown option '--nmae'. To specify …": its first sentence says it.
    if (error instanceof Error) throw new WrongUsage(error.message.split(". ")[0] ?? error.message);
    throw error;
  }
}

/** The kinds of value that several commands take. The messages follow the option's name. */
export const text = (max = 100) =>
  z
    .string("is missing.")
    .trim()
    .min(1, "is empty.")
    .max(max, `is longer than ${max} characters.`)
    // A line break or control character in a name ends up in a mail header or a log line.
    .regex(/^\P{Cc}*$/u, "holds a control character.");

export const email = z.string("is missing.").trim().toLowerCase().pipe(z.email("is not an email address."));

export const slug = z
  .string("is missing.")
  .regex(/^[a-z0-9-]{1,60}$/, "is a company's short name, as in the address of its sign-in page.");

const day = z.iso.date().transform((text) => ({ at: new Date(text), isDay: true }));
const moment = z.iso.datetime({ offset: true }).transform((text) => ({ at: new Date(text), isDay: false }));
const when = z.union([day, moment], "is a date such as 2026-11-29, or a time such as 2026-11-29T18:00:00Z.");
const dayMs = 24 * 60 * 60_000;

/** The beginning of a period: of the day, in UTC. */
export const from = when.transform(({ at }) => at);
/** Its end, not included: a date alone is meant with the whole of its day. */
export const to = when.transform(({ at, isDay }) => (isDay ? new Date(at.getTime() + dayMs) : at));
