import type { Context } from "hono";
import { z } from "zod";
import type { Problem } from "./ui/frame.ts";

/** The fields of a posted form: text only, a file or a broken body is as if nothing was typed. */
export async function readForm(c: Context): Promise<Record<string, string>> {
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, plainLine(value)]] : [],
    ),
  );
}

/** No field of ours holds control characters, and PostgreSQL refuses NUL. What stood on two lines stays two words. */
const plainLine = (value: string) => value.replace(/[\r\n\t]+/g, " ").replace(/\p{Cc}/gu, "");

/** One line of text that must not be empty. */
export const filled = (message: string) =>
  z.string({ error: message }).trim().min(1, message).max(500, message);

/** One line of at most `max` characters. */
export const line = (message: string, max: number) =>
  z.string({ error: message }).trim().min(1, message).max(max, `At most ${max} characters.`);

/** Null when nothing was typed. */
export const optionalLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .optional()
    .transform((value) => value || null);

/** The longest address there is (RFC 5321). */
const maxEmail = 254;

/** An address as people type one; whether anybody has it is the flow's matter. */
export const emailField = (missing: string) =>
  line(missing, maxEmail).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, notAnEmail);

const notAnEmail = "That's not an email address. It looks like name@company.com.";

/** What the form of an act carries: its own challenge, and the actor's code. */
export const sentCode = {
  challenge: z.string().max(100).default(""),
  code: line("Type your 6-digit code.", 40),
};

/** The form's code field, whatever code it is; how it may be typed is the flow's matter. */
export const codeForm = (message: string) => z.object({ code: filled(message) });

/** A password is taken as it was typed, spaces and all (R25); its rules are the flow's. */
export const passwordField = z.string({ error: "Enter your password." }).min(1, "Enter your password.");

/** The name of the button that asks for a texted code: the form comes along, so that nothing typed is lost. */
export const textMe = "text_me";

/** Reads the form by its schema; each problem stands at its field. Whoever asks for a text is not done typing. */
export async function parseForm<T>(c: Context, schema: z.ZodType<T>) {
  const typed = await readForm(c);
  if (typed[textMe]) return { ok: false as const, problems: [], typed };
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { ok: true as const, value: parsed.data, typed };
  const problems = parsed.error.issues
    .map(({ path, message }): Problem => ({ field: String(path[0]), text: message }))
    // One sentence a field: what else is wrong with it shows when this is mended.
    .filter(({ field }, index, all) => all.findIndex((one) => one.field === field) === index);
  return { ok: false as const, problems, typed };
}
