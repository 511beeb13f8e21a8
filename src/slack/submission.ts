import { z } from "zod";
import { printable } from "../domain/text.ts";

/** What was typed into one field, trimmed; Slack's `max_length` holds only in its own client. */
export const requiredText = (actionId: string, { missing, max }: { missing: string; max: number }) =>
  z
    .object(
      {
        [actionId]: z.object(
          {
            value: z
              .string(missing)
              .transform(printable)
              .pipe(z.string().min(1, missing).max(max, tooLong(max))),
          },
          missing,
        ),
      },
      missing,
    )
    .transform((actions) => actions[actionId]?.value ?? "");

/** Null when nothing was typed. */
export const optionalText = (actionId: string, max: number) =>
  z
    .object({
      [actionId]: z.object({
        value: z
          .string()
          .transform(printable)
          .pipe(z.string().max(max, tooLong(max)))
          .nullish(),
      }),
    })
    .transform((actions) => actions[actionId]?.value || null);

/** One of the values that the form offered. */
export const requiredOption = <const T extends readonly [string, ...string[]]>(
  actionId: string,
  { values, missing }: { values: T; missing: string },
) =>
  z
    .object(
      {
        [actionId]: z.object(
          { selected_option: z.object({ value: z.enum(values, missing) }, missing) },
          missing,
        ),
      },
      missing,
    )
    .transform((actions, context) => {
      const value = actions[actionId]?.selected_option.value;
      if (value !== undefined) return value;
      context.addIssue(missing);
      return z.NEVER;
    });

/** The values of the boxes that are ticked. */
export const checkedOptions = (actionId: string) =>
  z
    .object({
      [actionId]: z.object({ selected_options: z.array(z.object({ value: z.string() })).nullish() }),
    })
    .transform((actions) => (actions[actionId]?.selected_options ?? []).map((one) => one.value));

/** A channel, by its id. */
export const requiredConversation = (actionId: string, missing: string) =>
  z
    .object(
      { [actionId]: z.object({ selected_conversation: z.string(missing).min(1, missing) }, missing) },
      missing,
    )
    .transform((actions) => actions[actionId]?.selected_conversation ?? "");

const tooLong = (max: number) => `At most ${max} characters.`;

/** Each field's first message, by block id: the first step of an issue's path. */
export function errorsOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const blockId = String(issue.path[0]);
    errors[blockId] ??= issue.message;
  }
  return errors;
}

/** `private_metadata` carries these two and nothing else: rows decide, never what a view brings (A08). */
type Binding = { companyId: string; challengeId: string };

export const writeBinding = ({ companyId, challengeId }: Binding) => `${companyId}.${challengeId}`;

/** The challenge that the view was opened with; undefined for another company's. */
export function readChallengeId(privateMetadata: string, companyId: string): string | undefined {
  const [company, challengeId, ...rest] = privateMetadata.split(".");
  return company === companyId && challengeId && rest.length === 0 ? challengeId : undefined;
}
