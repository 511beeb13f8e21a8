import type { HomeView, KnownBlock } from "@slack/types";
import type { Home } from "../../flows/view-home.ts";
import type { Lockout } from "../../flows/view-lockout.ts";
import { context, section } from "../blocks.ts";
import { startBlock } from "../help.ts";
import { rolesText } from "../me/messages.ts";
import { lockoutBlocks } from "../payments/lockout.ts";
import { clip, type Voice } from "../voice.ts";
import { administrationBlocks } from "./administration.ts";
import { requestRow } from "./request-row.ts";

export type HomeFacts = {
  home: Home;
  lockout: Lockout | undefined;
  /** Who is in the approvals channel, by Slack's ids; undefined where Slack does not say. */
  members: readonly string[] | undefined;
  companyId: string;
  /** The sign-in page of the person's company. */
  portalUrl: string;
  voice: Voice;
};

/** Who I am, what waits for me, what I asked for, what I can do; for System Administrators how the company is set up (DESIGN 4). */
export function homeView(facts: HomeFacts): HomeView {
  const { home, lockout, companyId, voice } = facts;
  const { me, administration } = home;
  const { isPaymentsAdmin } = me;
  const isSystemAdministrator = me.role === "system_administrator";
  const isDecider = isPaymentsAdmin || isSystemAdministrator;
  const rows = (requests: typeof home.mine, act: "review" | "follow") =>
    requests.map((request) => requestRow({ request, act, companyId, voice }));
  return {
    type: "home",
    blocks: [
      ...ownerBlocks(facts),
      ...lockoutBlocks(lockout, voice),
      startBlock({ isEmployee: me.relationship === "employee", isPaymentsAdmin, isSystemAdministrator }),
      ...list("Waiting for you", rows(home.waitingForMe, "review"), isDecider && "Nothing waits for you."),
      ...list("Your requests", rows(home.mine, "follow"), isDecider && "You haven't asked for anything yet."),
      ...(administration ? administrationBlocks({ ...facts, administration }) : []),
    ],
  };
}

function ownerBlocks({ home: { me, companyName }, portalUrl, voice }: HomeFacts): KnownBlock[] {
  const { said, link } = voice;
  const codes = me.hasFactor ? "Authenticator app set up" : "Authenticator app not set up";
  const recovery = me.hasRecoveryCode ? "recovery code saved" : "no recovery code saved";
  const isWhole = me.hasFactor && me.hasRecoveryCode;
  const next = isWhole ? "" : ` Sign in at ${link(portalUrl)} to mend that.`;
  return [
    { type: "header", text: { type: "plain_text", text: clipped(`${companyName} payments`) } },
    section(
      `*${said(me.name)}* · ${said(me.email)} · ${me.relationship === "payee" ? "Payee" : rolesText(me)}`,
    ),
    context(`${codes} · ${recovery}.${next}`),
  ];
}

/** Slack refuses a header over 150 characters, and an emoji may count as two. */
const clipped = (text: string) => clip(text, 75);

function list(title: string, rows: KnownBlock[], nothing: string | false): KnownBlock[] {
  if (rows.length > 0) return [section(`*${title}*`), ...rows];
  return nothing ? [section(`*${title}*`), context(nothing)] : [];
}
