import type postgres from "postgres";
import type { Db } from "../../../src/store/db.ts";
import { setRoles } from "../../helpers/deciders.ts";
import { colleague, manager } from "../../helpers/manage.ts";
import { petraDetails, type TestPerson } from "../../helpers/people.ts";
import type { Sender } from "../helpers/payloads.ts";
import { slackStory } from "../helpers/story.ts";
import { rowKeeper } from "./rows.ts";

/**
 * Who acts. Whoever must be stopped at the gate holds every right behind it, so that nothing else stops them. There is no
 * "Payments Admin only": one must be System Administrator to be granted, and losing that role revokes the grant (DESIGN 1), so
 * every Payments Admin is both.
 */
export const cast = {
  Sam: "member",
  Marcus: "System Administrator",
  Olivia: "Payments Admin and System Administrator",
  himself: "Sam, on himself",
  herself: "Olivia, on herself",
  Pat: "payee",
  Hana: "locked for safety",
  Lou: "too many wrong codes",
  Rita: "Payments Admin, who asked",
  subject: "whom it is about",
  Uma: "administrator, not linked",
  Ina: "administrator, invited",
  Dan: "administrator, deactivated",
  Gus: "administrator, a guest in Slack",
  Fay: "administrator, from another company's Slack",
} as const;
export type Column = keyof typeof cast;

export const approvalsChannel = "C0APPROVAL";
/** What Slack says of every private channel here. */
const channel = {
  name: "approvals",
  is_private: true,
  is_archived: false,
  is_member: true,
  is_ext_shared: false,
};
const both = { isSystemAdministrator: true, isPaymentsAdmin: true };
const forLong = "2100-01-01";

/** Acme Builders with everybody, those whom acts are about among them; the rows are kept, to be gone back to. */
export async function matrixWorld({ db, owner }: { db: Db; owner: postgres.Sql }) {
  const story = await slackStory(db);
  const { deps, clock, companyId, edge, olivia, sam, senderOf } = story;
  const join = async (firstName: string, slackUserId?: string) => {
    const person = await story.join(colleague(firstName), slackUserId ?? `U0${firstName.toUpperCase()}001`);
    edge.knows(senderOf(person), { real_name: firstName });
    return person;
  };
  const payee = async (firstName: string) => {
    const email = `${firstName.toLowerCase()}@payee.example`;
    const person = await story.join({ ...petraDetails, firstName, email }, `U0${firstName.toUpperCase()}001`);
    edge.knows(senderOf(person), { real_name: firstName });
    return person;
  };
  /** A row of an account, and a Slack identity that is tied to none. */
  const unlinked = async (firstName: string, status?: "invited" | "deactivated") => {
    const person = await join(firstName);
    await owner`delete from links where user_id = ${person.userId}`;
    if (status) await withoutAccount(person, status);
    return person;
  };
  async function withoutAccount({ userId }: TestPerson, status: "invited" | "deactivated") {
    await owner`update users set status = ${status}, first_enrolled_at = null where id = ${userId}`;
    for (const table of ["factors", "recovery_codes", "sessions", "links"])
      await owner.unsafe(`delete from ${table} where user_id = $1`, [userId]);
    if (status === "deactivated") return;
    await owner`update invitations set accepted_at = null, expires_at = ${forLong} where user_id = ${userId}`;
  }
  const people = {
    Olivia: olivia,
    Sam: sam,
    Marcus: await join("Marcus"),
    Pat: await payee("Pat"),
    Hana: await join("Hana"),
    Lou: await join("Lou"),
    Rita: await join("Rita"),
    Uma: await unlinked("Uma"),
    Ina: await unlinked("Ina", "invited"),
    Dan: await unlinked("Dan", "deactivated"),
    Gus: await join("Gus"),
    Fay: await join("Fay"),
    // Whom it is about: a member, a payee, a System Administrator, a Payments Admin; invited ones, and one who was let go.
    Nora: await join("Nora"),
    Petra: await payee("Petra"),
    Sue: await join("Sue"),
    Pia: await join("Pia"),
    Ivo: await unlinked("Ivo", "invited"),
    Ida: await unlinked("Ida", "invited"),
    Dora: await unlinked("Dora", "deactivated"),
    Zoe: await join("Zoe"),
  };
  for (const one of ["Hana", "Lou", "Rita", "Uma", "Ina", "Dan", "Gus", "Fay", "Pia"] as const)
    await setRoles(deps, people[one], both);
  for (const one of ["Marcus", "Sue", "Ida"] as const)
    await setRoles(deps, people[one], { isSystemAdministrator: true });
  await owner`update users set held_until = ${forLong} where id = ${people.Hana.userId}`;
  await owner`update users set locked_until = ${forLong}, code_failures = 10 where id = ${people.Lou.userId}`;
  // Accepted, and never set up.
  await withoutCodes(owner, people.Zoe);
  await owner`update companies set approvals_workspace_id = ${olivia.actor.workspaceId},
    approvals_channel_id = ${approvalsChannel}, approvals_channel_name = 'approvals' where id = ${companyId}`;
  edge.api.failures.set("conversations.info", { ok: true, channel });
  edge.api.failures.set("conversations.members", { ok: true, members: [] });
  const senders = (person: TestPerson): Sender => ({
    ...senderOf(person),
    ...(person === people.Fay ? { homeTeamId: "T0ELSEWHERE" } : {}),
  });
  edge.knows(senders(people.Gus), { is_restricted: true });
  edge.knows(senders(people.Fay));
  // So that Slack is asked, who says of these two what they are now.
  await owner`delete from slack_people`;
  clock.advance(30_000);
  const keeper = await rowKeeper(owner);
  return { ...story, owner, ...manager(deps, clock), keeper, people, senderOf: senders };
}

async function withoutCodes(owner: postgres.Sql, { userId }: TestPerson) {
  await owner`update users set first_enrolled_at = null, ever_enrolled_at = null where id = ${userId}`;
  for (const table of ["factors", "recovery_codes"])
    await owner.unsafe(`delete from ${table} where user_id = $1`, [userId]);
}

export type World = Awaited<ReturnType<typeof matrixWorld>>;
