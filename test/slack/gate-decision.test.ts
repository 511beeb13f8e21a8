import { expect, it } from "vitest";
import { decide, type GateFacts } from "../../src/slack/gate.ts";

const now = new Date("2026-11-20T12:00:00Z");
const fresh = { teamId: "T1", isDeleted: false, isBot: false, isGuest: false, fetchedAt: now };
const good: GateFacts = {
  needs: "link",
  isEffect: false,
  workspaceId: "T1",
  userTeamId: "T1",
  workspace: "installed",
  person: fresh,
  live: "not_asked",
  market: "US",
  markets: ["US"],
  user: { id: "u1", status: "active" },
  linkState: "active",
  now,
};
const enterprise = { workspaceId: "E1", person: { ...fresh, teamId: "E1" } };

it.each<[string, Partial<GateFacts>, unknown]>([
  ["everything in order", {}, { kind: "pass", userId: "u1" }],
  ["an effect without a live answer", { isEffect: true }, { kind: "ask_slack" }],
  ["an effect with one", { isEffect: true, live: "asked" }, { kind: "pass", userId: "u1" }],
  ["Slack could not say", { live: "failed" }, { kind: "refuse", why: "person_unreadable" }],
  ["never seen", { person: undefined }, { kind: "ask_slack" }],
  [
    "an old answer",
    { person: { ...fresh, fetchedAt: new Date(now.getTime() - 600_001) } },
    { kind: "ask_slack" },
  ],
  ["a foreign submitter", { userTeamId: "T2" }, { kind: "refuse", why: "foreign" }],
  [
    "foreign by Slack's answer only",
    { userTeamId: undefined, person: { ...fresh, teamId: "T2" } },
    { kind: "refuse", why: "foreign" },
  ],
  ["a team of the enterprise", { ...enterprise, userTeamId: "T9" }, { kind: "pass", userId: "u1" }],
  ["another enterprise", { ...enterprise, userTeamId: "E2" }, { kind: "refuse", why: "foreign" }],
  ["an invited user", { user: { id: "u1", status: "invited" } }, { kind: "refuse", why: "invited" }],
  ["a removed link", { linkState: "removed" }, { kind: "refuse", why: "not_linked" }],
  [
    "no link where none is needed",
    { needs: "workspace", linkState: undefined, user: undefined },
    { kind: "pass", unlinked: "not_linked" },
  ],
  [
    "a guest where no link is needed",
    { needs: "workspace", person: { ...fresh, isGuest: true } },
    { kind: "refuse", why: "guest" },
  ],
  [
    "another market where no link is needed",
    { needs: "workspace", market: "DE" },
    { kind: "refuse", why: "market" },
  ],
  ["an unknown workspace", { workspace: "unknown" }, { kind: "refuse", why: "not_installed" }],
])("%s", (_, change, verdict) => {
  expect(decide({ ...good, ...change })).toEqual(verdict);
});
