import type { Session } from "../../flows/find-session.ts";

/** "(555) 010-2200" for a number of the North American plan; any other as the company wrote it. */
export function phoneText(phone: string): string {
  const [, area, exchange, line] = /^\+1[ .-]?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})$/.exec(phone) ?? [];
  return area ? `(${area}) ${exchange}-${line}` : phone;
}

/** Whom to ask for a reset. Nobody resets their own: the company's contact asks somebody else. */
export function whoCanReset({ company, user }: Session): string {
  const isOneself = company.helpEmail === user.email;
  return isOneself ? "another Payments Admin, or whoever runs Latchkey for you," : company.helpName;
}
