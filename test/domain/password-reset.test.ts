import { expect, test } from "vitest";
import { passwordBlock, passwordLinkRefusal } from "../../src/domain/password-reset.ts";
import { day, hour } from "../helpers/clock.ts";
import { openReset } from "./open-reset.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const user = { status: "active", firstEnrolledAt: ago(90 * day), heldUntil: null } as const;
const reset = openReset(now);

test.each([
  ["somebody set up", {}, undefined, undefined],
  ["somebody invited", { status: "invited" }, undefined, "invited"],
  ["somebody who never set up codes", { firstEnrolledAt: null }, undefined, "not_set_up"],
  ["somebody locked for safety", { heldUntil: ahead(1) }, undefined, "held"],
  ["somebody whose lock is over", { heldUntil: now }, undefined, undefined],
  ["somebody whose reset is open", {}, {}, "reset_waits"],
  ["an old verification, but a code that works still", {}, { executedAt: ago(8 * day) }, "reset_waits"],
  ["a window that is over, to be renewed yet", {}, { windowEndsAt: now }, "reset_waits"],
  ["a lapsed reset, to be renewed yet", {}, { outcome: "lapsed" }, "reset_waits"],
  [
    "a lapsed reset whose verification is over",
    {},
    { outcome: "lapsed", executedAt: ago(7 * day) },
    undefined,
  ],
  [
    "a lapsed reset a moment before that",
    {},
    { outcome: "lapsed", executedAt: ago(7 * day - 1) },
    "reset_waits",
  ],
  ["a reset that is completed", {}, { outcome: "completed" }, undefined],
  ["a reset that was stopped", {}, { outcome: "stopped" }, undefined],
  ["a reset that was undone", {}, { outcome: "undone" }, undefined],
] as const)("R28: the mailbox alone never ends in a factor: %s", (_, more, given, block) => {
  expect(passwordBlock({ ...user, ...more }, given && { ...reset, ...given }, now)).toBe(block);
});

const link = { epoch: 2, createdAt: ago(hour), expiresAt: ahead(1), usedAt: null, voidedAt: null };
const owner = { status: "active", mfaEpoch: 2, emailChangedAt: null } as const;

test.each([
  ["works", {}, {}, undefined],
  ["of an account that is not active", {}, { status: "deactivated" }, "password_link_unknown"],
  ["that was used", { usedAt: ago(1) }, {}, "password_link_over"],
  ["that a newer one replaced", { voidedAt: ago(1) }, {}, "password_link_over"],
  ["at its end", { expiresAt: now }, {}, "password_link_over"],
  ["from before a reset", { epoch: 1 }, {}, "password_link_over"],
  ["to an address that is the person's no longer", {}, { emailChangedAt: ago(1) }, "password_link_over"],
  ["to the address that it was changed to", {}, { emailChangedAt: ago(2 * hour) }, undefined],
  ["made as the address changed", {}, { emailChangedAt: link.createdAt }, undefined],
] as const)("R28 R44: a mailed link %s", (_, more, user, code) => {
  expect(passwordLinkRefusal({ ...link, ...more }, { ...owner, ...user }, now)?.code).toBe(code);
});

test("R28: a link that nobody made is unknown", () => {
  expect(passwordLinkRefusal(undefined, owner, now)).toEqual({ code: "password_link_unknown" });
});
