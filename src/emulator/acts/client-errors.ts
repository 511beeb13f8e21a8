import type { Stateful } from "../block-kit/elements.ts";
import { statefulOf } from "../block-kit/walk.ts";
import { rawOf } from "../state/values.ts";
import type { View } from "../state/views.ts";

/**
 * What Slack's own client checks before it sends a form: required fields, lengths, emails, numbers.
 * By block_id. It is a courtesy of the client and no protection of the app.
 */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, actionId, element } of statefulOf(view.description.blocks)) {
    if (block.type !== "input") continue;
    const raw = rawOf(view.typed[blockId]?.[actionId]);
    const complaint = raw.length === 0 ? missing(block.optional) : complain(element, raw[0] ?? "");
    if (complaint) errors[blockId] = complaint;
  }
  return errors;
}

const missing = (isOptional: boolean | undefined) =>
  isOptional ? undefined : "Please complete this required field.";

function complain(element: Stateful, text: string): string | undefined {
  switch (element.type) {
    case "plain_text_input":
      if (element.min_length && text.length < element.min_length) {
        return `This field must be at least ${element.min_length} characters.`;
      }
      return text.length > (element.max_length ?? 3000)
        ? `This field must be at most ${element.max_length ?? 3000} characters.`
        : undefined;
    case "email_text_input":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : "Please enter a valid email address.";
    case "url_text_input":
      return URL.canParse(text) ? undefined : "Please enter a valid URL.";
    case "number_input":
      return numberComplaint(element, text);
    default:
      return undefined;
  }
}

function numberComplaint(
  element: Extract<Stateful, { type: "number_input" }>,
  text: string,
): string | undefined {
  const pattern = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) return "Please enter a valid number.";
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
    return `Please enter a number of at least ${element.min_value}.`;
  }
  return element.max_value !== undefined && Number(text) > Number(element.max_value)
    ? `Please enter a number of at most ${element.max_value}.`
    : undefined;
}
