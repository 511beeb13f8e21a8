import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { newCompanyId } from "../../src/crypto/token.ts";
import { renderMessage } from "../../src/delivery/messages/render.ts";
import type { Rendered, SlackContent } from "../../src/delivery/rendered.ts";
import { asWorker, type Db, inTenant, type Tx } from "../../src/store/db.ts";
import { claimDue, insertOutbox } from "../../src/store/outbox.ts";
import type { OutboxKind } from "../../src/store/outbox-kinds.ts";
import { minute } from "../helpers/clock.ts";
import { testDeps } from "../helpers/deps.ts";
import { type SeedOptions, seedCompany } from "./company.ts";
import { givenPeople, now } from "./request-rows.ts";
import { publicUrl } from "./setup.ts";

type Wanted = {
  kind: OutboxKind;
  ref: string;
  to?: string;
  payload?: (companyId: string) => Record<string, string>;
  seed?: SeedOptions;
  given?: (tx: Tx) => Promise<unknown>;
};

/** Renders one message in a company of its own, from rows that `given` makes. */
export async function renderIn({ db, owner }: { db: Db; owner: Sql }, wanted: Wanted) {
  const { kind, ref, to, payload, seed = {}, given } = wanted;
  const companyId = newCompanyId(randomBytes);
  await owner`truncate outbox`;
  const { deps } = testDeps(db);
  await seedCompany(db, now, { companyId, ...seed });
  await inTenant(db, companyId, async (tx) => {
    await givenPeople(tx);
    await given?.(tx);
    const message = { kind, refId: ref, ...(to ? { recipientId: to } : {}) };
    await insertOutbox(tx, deps, payload ? { ...message, payload: payload(companyId) } : message);
  });
  const [message] = await asWorker(db, (tx) => claimDue(tx, now, 1, minute));
  if (!message) throw new Error("nothing was due");
  const options = { keys: deps.keys, publicUrl, now };
  const rendered = await inTenant(db, companyId, (tx) => renderMessage(tx, message, options));
  return rendered && named(rendered, companyId);
}

/** The company's id is another one each time: in what people read it is always this. */
const named = (rendered: Rendered, companyId: string): Rendered =>
  JSON.parse(JSON.stringify(rendered).replaceAll(companyId, "acme000000"));

/** The mail, alone or for when Slack does not take it. */
export function mailOf(rendered: Rendered | undefined) {
  if (!rendered) return undefined;
  if ("mail" in rendered) return rendered.mail;
  return "dm" in rendered ? rendered.otherwise : undefined;
}

/** What Slack is given, with where it goes. */
export function slackOf(rendered: Rendered | undefined): SlackContent | undefined {
  if (!rendered || "mail" in rendered || "text" in rendered || "waitFor" in rendered) return undefined;
  if ("dm" in rendered) return rendered.dm;
  if ("post" in rendered) return rendered.post;
  if ("view" in rendered) return { ...rendered.view.view, text: rendered.view.externalId };
  return "reply" in rendered ? rendered.reply : rendered.redraw;
}
