import type { Tx } from "../../src/store/db.ts";
import { destroyFactors, insertFactor } from "../../src/store/factors.ts";
import { endHolds, insertHold } from "../../src/store/holds.ts";
import { updateReset } from "../../src/store/resets.ts";
import { insertSmsCode } from "../../src/store/sms-codes.ts";
import { hour, minute } from "../helpers/clock.ts";
import type { Case } from "./message-cases.ts";
import { after, before, decided, givenRequest, now, requestId } from "./request-rows.ts";

const resetId = "reset000000000000";
const holdId = "hold000000000000";

const hold = (tx: Tx) =>
  insertHold(tx, {
    id: holdId,
    userId: "petra",
    actorId: "marcus",
    createdAt: before(minute),
    until: after(4 * hour),
  });
const released = async (tx: Tx) => {
  await hold(tx);
  await endHolds(tx, "petra", { endedAt: now, endedBy: "olivia" });
};
const undone = (tx: Tx) =>
  updateReset(tx, { id: resetId, outcome: "open" }, { outcome: "undone", outcomeAt: before(minute) });
const guessedOff = async (tx: Tx) => {
  const id = "factor0000000000";
  const state = "suspended" as const;
  await insertFactor(tx, { id, userId: "petra", kind: "totp", state, epoch: 0, createdAt: before(hour) });
};
const smsCode = {
  id: "smscode000000000",
  userId: "petra",
  refId: "challenge",
  numberHash: "n",
  codeHash: "c",
  sentAt: before(minute),
  expiresAt: after(9 * minute),
};
const byOlivia = () => ({ byId: "olivia" });

/** What is sent about Lock now, its end, a reset that was undone, and too many resets; and the view of whoever asked. */
export const safetyCases = {
  request_view_update: {
    ref: requestId,
    to: "sam",
    given: (tx) => givenRequest(tx, { ...decided("denied"), denyReason: "not verified" }),
    unless: async (tx) => {
      await givenRequest(tx);
      await tx.execute("update links set state = 'removed'");
    },
  },
  held_mail: { ref: holdId, to: "petra", given: hold, unless: released },
  held_alert_dm: { ref: holdId, to: "olivia", given: hold, unless: released },
  held_alert_mail: { ref: holdId, to: "olivia", given: hold, unless: released },
  released_mail: { ref: holdId, to: "petra", given: released, unless: hold },
  released_dm: { ref: holdId, to: "olivia", given: released, unless: hold },
  reset_undone_mail: { ref: resetId, to: "petra", given: undone, unless: async () => {} },
  reset_undone_alert_dm: {
    ref: resetId,
    to: "olivia",
    payload: byOlivia,
    given: undone,
    unless: async () => {},
  },
  reset_undone_alert_mail: {
    ref: resetId,
    to: "olivia",
    payload: byOlivia,
    given: undone,
    unless: async () => {},
  },
  factor_off_mail: {
    ref: "factor0000000000",
    to: "petra",
    given: guessedOff,
    unless: async (tx) => {
      await guessedOff(tx);
      await destroyFactors(tx, "petra", ["suspended"], now);
    },
  },
  sms_code_text: {
    ref: smsCode.id,
    to: "petra",
    payload: () => ({ code: "482913", phone: "+12125550144" }),
    given: (tx) => insertSmsCode(tx, smsCode),
    unless: (tx) => insertSmsCode(tx, { ...smsCode, voidedAt: now }),
  },
  reset_limit_alert_dm: { ref: "marcus", to: "olivia", payload: () => ({ limit: "actor" }) },
} satisfies Record<string, Case>;
