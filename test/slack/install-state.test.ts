import { expect, it } from "vitest";
import { readState, signState } from "../../src/slack/install/state.ts";

const [secret, session, state] = ["a-secret-of-the-operator", "session0000000001", "acme000000.state"];
const signed = signState(secret, session, state);

it("gives back a state that was signed for this session", () => {
  expect(readState(secret, session, signed)).toBe(state);
});

it.each([
  ["another session's", () => readState(secret, "session0000000002", signed)],
  ["one of another secret", () => readState("another-secret", session, signed)],
  ["one that was changed", () => readState(secret, session, `x${signed}`)],
  ["one whose signature was changed", () => readState(secret, session, `${signed}A`)],
  ["one without a signature", () => readState(secret, session, state)],
  ["nothing", () => readState(secret, session, "")],
])("refuses %s", (_what, read) => {
  expect(read()).toBeUndefined();
});
