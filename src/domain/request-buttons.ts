/** Action ids of a request's buttons, as messages, modals and Home draw them and the Slack edge hears them. Their value is `companyId.requestId`. */
export const requestButtons = {
  /** On the message: they count only in a conversation stored with the request. */
  approve: "request_approve",
  deny: "request_deny",
  ask: "request_ask",
  /** To the requester. */
  answer: "request_answer",
  cancel: "request_cancel",
  remind: "request_remind",
  proceed: "request_proceed",
  askAgain: "request_ask_again",
  /** Doors from a form, Home or a list: they only show. */
  follow: "request_follow",
  review: "request_review",
} as const;

/** Every id of ours in a button begins with its company's, which sets the tenant (DESIGN 6). */
export const writeRequestRef = (companyId: string, requestId: string) => `${companyId}.${requestId}`;

/** The request that a button names; undefined for another company's, or for what is no reference of ours (A08). */
export function readRequestRef(value: string | undefined, companyId: string): string | undefined {
  const [company, requestId, ...rest] = (value ?? "").split(".");
  return company === companyId && requestId && /^[0-9a-z]{16}$/.test(requestId) && rest.length === 0
    ? requestId
    : undefined;
}
