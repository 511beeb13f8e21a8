import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { seal } from "../../src/crypto/secret-box.ts";
import type { OwnAct } from "../../src/domain/own-act.ts";
import { findSession, type Session } from "../../src/flows/find-session.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { openOwnAct } from "../../src/flows/take-own-act.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import type { Db } from "../../src/store/db.ts";
import { testDeps } from "./deps.ts";
import { acme, codeOf, must, mustFindSession, password, petraDetails, type TestPerson } from "./people.ts";

/** Acme Builders with Petra, who is signed in, and her hands: forms that are opened and sent with a fresh code. */
export async function ownAccount(db: Db, owner: postgres.Sql) {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const petra = await company.join(petraDetails);
  const { companyId } = company;
  const nextCode = (secret: string) => {
    clock.advance(30_000);
    return codeOf(deps, secret);
  };
  const signInAs = async (person: Pick<TestPerson, "email" | "secret">, device = "Chrome on Windows") => {
    const begun = must(await signIn(deps, { companyId, email: person.email, password, device }));
    const half = await mustFindSession(deps, begun.sessionToken);
    const { sessionToken } = must(await verifySignIn(deps, half, { code: nextCode(person.secret) }));
    return mustFindSession(deps, sessionToken);
  };
  const session = await signInAs(petra, "Safari on iPhone");
  /** A form of the account, opened by this session and sent with the code that the phone shows next. */
  const form = async (act: OwnAct, { of = session, target = "", secret = petra.secret } = {}) => {
    const { challengeId } = await openOwnAct(deps, of, { act, target });
    return { challengeId, code: nextCode(secret) };
  };
  /** A phone for text messages, set up an hour ago. */
  const withTexts = async () => {
    const id = `sms${randomBytes(6).toString("hex")}`;
    const box = seal(deps.keys, { table: "factors", row: id, purpose: "phone" }, "+15550103344");
    await owner`insert into factors (company_id, id, user_id, kind, state, epoch, phone_box, phone_hint, created_at, activated_at)
      values (${companyId}, ${id}, ${petra.userId}, 'sms', 'active', 0, ${box}, '44', '2026-01-01', '2026-01-01')`;
  };
  /** The person's factors as "totp active". */
  const factorsOf = async (userId = petra.userId) => {
    const rows = await owner`select kind, state from factors where user_id = ${userId}
      and state <> 'pending' order by created_at`;
    return rows.map(({ kind, state }) => `${kind} ${state}`);
  };
  const isLive = async (one: Session) => {
    const [row] = await owner`select ended_at from sessions where id = ${one.id}`;
    return row?.["ended_at"] === null;
  };
  const reopened = async (token: string) => {
    const found = await findSession(deps, token);
    if (!found) throw new Error("the session is gone");
    return found;
  };
  return {
    ...{ deps, clock, company, companyId, petra, session, nextCode, signInAs, form, withTexts },
    ...{ factorsOf, isLive, reopened },
  };
}
