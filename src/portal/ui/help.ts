import type { Session } from "../../flows/find-session.ts";
import { helpFor } from "./frame.ts";

/** "(555) 010-2200" for a number of the North American plan; any other as the company wrote it. */
export function phoneText(phone: string): string {
  const [, area, exchange, line] = /^\+1[ .-]?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})$/.exec(phone) ?? [];
  return area ? `(${area}) ${exchange}-${line}` : phone;
}

/** Whom to ask for a reset. Nobody resets their own: the company's contact asks somebody else. */
export const whoCanReset = (session: Session): string =>
  helpFor(session)?.helpName ?? "another Payments Admin, or whoever runs Latchkey for you,";
