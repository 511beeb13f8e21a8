import { touch } from "./listeners.ts";
import type { World } from "./world.ts";

export type Person = {
  id: string;
  /** The handle, as in `user_name`. */
  name: string;
  realName: string;
  email: string;
  teamId: string;
  timeZone: string;
  isAdmin: boolean;
  isBot: boolean;
  deleted: boolean;
  isRestricted: boolean;
  isUltraRestricted: boolean;
  isStranger: boolean;
};

export type NewPerson = { id: string; realName: string } & Partial<Person>;

export function addPerson(world: World, given: NewPerson): Person {
  const name = given.name ?? given.realName.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".");
  const person: Person = {
    email: `${name.split(".")[0]}@example.com`,
    teamId: world.team.id,
    timeZone: "America/New_York",
    isAdmin: false,
    isBot: false,
    deleted: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    ...given,
    name,
  };
  world.people.set(person.id, person);
  touch(world);
  return person;
}

export function getPerson(world: World, id: string): Person {
  const person = world.people.get(id);
  if (!person)
    throw new Error(`no person ${id} in the workspace; there are ${[...world.people.keys()].join(", ")}`);
  return person;
}

/** By id, real name, first name or handle; the tests speak of people by name. */
export function findPerson(world: World, called: string): Person | undefined {
  const wanted = called.toLowerCase();
  const people = [...world.people.values()];
  return (
    world.people.get(called) ??
    people.find((person) => person.realName.toLowerCase() === wanted || person.name === wanted) ??
    people.find((person) => person.realName.toLowerCase().split(" ")[0] === wanted)
  );
}

/**
 * The user object of users.info and user_change. Of a deactivated person Slack tells who it was and no longer
 * what they may do. https://docs.slack.dev/reference/objects/user-object
 */
export function userObject(world: World, person: Person, options: { withEmail: boolean }) {
  const [firstName = "", ...rest] = person.realName.split(" ");
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      first_name: firstName,
      last_name: rest.join(" "),
      team: person.teamId,
      ...(options.withEmail ? { email: person.email } : {}),
    },
    is_bot: person.isBot,
    is_app_user: false,
    is_stranger: person.isStranger,
    updated: 0,
    ...organizationOf(world, person),
    ...(person.deleted ? {} : rightsOf(person)),
  };
}

/** Of a member of an Enterprise organization. https://docs.slack.dev/reference/objects/user-object */
function organizationOf({ enterprise, team }: World, { id, teamId, isAdmin }: Person) {
  if (!enterprise || teamId !== team.id) return {};
  const { id: enterpriseId, name } = enterprise;
  const ids = { id, enterprise_id: enterpriseId, enterprise_name: name, teams: [team.id] };
  return { enterprise_user: { ...ids, is_admin: isAdmin, is_owner: false } };
}

function rightsOf(person: Person) {
  return {
    real_name: person.realName,
    tz: person.timeZone,
    is_admin: person.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isRestricted,
    is_ultra_restricted: person.isUltraRestricted,
  };
}
