import { insertContactChange } from "../../src/store/contact-changes.ts";
import type { Tx } from "../../src/store/db.ts";
import { hour, minute } from "../helpers/clock.ts";
import type { Case } from "./message-cases.ts";
import { after, before } from "./request-rows.ts";

const changeId = "change0000000000";

const change =
  (more: { voidedAt?: Date } = {}) =>
  (tx: Tx) =>
    insertContactChange(tx, {
      id: changeId,
      userId: "petra",
      kind: "email",
      email: "petra.new@alvarezdrywall.com",
      tokenHash: "hash",
      epoch: 0,
      createdAt: before(minute),
      expiresAt: after(24 * hour),
      ...more,
    });

/** What a person hears of the own account. */
export const accountCases = {
  own_account_mail: {
    ref: "petra",
    to: "petra",
    payload: () => ({ news: "app_replaced", device: "Safari on iPhone" }),
  },
  email_confirm_mail: {
    ref: changeId,
    to: "petra",
    payload: (companyId: string) => ({ token: `${companyId}.${"s".repeat(43)}` }),
    given: change(),
    unless: change({ voidedAt: before(minute) }),
  },
} satisfies Record<string, Case>;
