import { expect, test } from "vitest";
import { channelFaultOf } from "../../src/domain/approvals-channel.ts";

const fine = { is_private: true, is_archived: false, is_member: true, is_ext_shared: false };

test.each([
  ["a private one that the app is in", {}, undefined],
  ["one that is shared with nobody yet", { is_pending_ext_shared: false }, undefined],
  ["a public one", { is_private: false }, "public"],
  ["one about to be shared", { is_pending_ext_shared: true }, "shared"],
  ["a shared one", { is_ext_shared: true }, "shared"],
  ["an archived one", { is_archived: true }, "archived"],
  ["one that the app is not in", { is_member: false }, "not_member"],
  ["a public, shared, archived one: what helps first", { is_archived: true, is_private: false }, "archived"],
  ["one of which Slack does not say whether it is private", { is_private: undefined }, "public"],
  ["one of which Slack does not say whether it is shared", { is_ext_shared: undefined }, "shared"],
  ["one of which Slack does not say whether it is archived", { is_archived: undefined }, "archived"],
  ["one of which Slack does not say whether the app is in it", { is_member: undefined }, "not_member"],
])("A13: requests are posted to no channel but a private one of our own: %s", (_, more, fault) => {
  expect(channelFaultOf({ ...fine, ...more })).toBe(fault);
});

test("A13: a channel of which Slack says nothing takes no requests", () => {
  expect(channelFaultOf(undefined)).toBe("unreadable");
});
