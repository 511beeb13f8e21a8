/** The people of a trial: enough that somebody can always decide, and that no two wait for one phone's next code. */
export type Cast = {
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  slackUserId: string;
  part: Part;
};
type Part = "administrator" | "candidate" | "support" | "payee";

const firstNames: Record<Part, readonly string[]> = {
  /** System Administrators and Payments Admins. */
  administrator: ["Olivia", "Marcus", "Ada", "Bela", "Carla", "Dario", "Elin", "Femi", "Greta", "Hugo"],
  /** System Administrators who may become Payments Admins. */
  candidate: ["Nora", "Ines", "Jonas", "Kira"],
  support: ["Sam", "Luis", "Mona", "Niko"],
  /** Not in Slack. */
  payee: [
    "Petra",
    "Otto",
    "Pilar",
    "Quinn",
    "Rosa",
    "Stefan",
    "Tara",
    "Umar",
    "Vera",
    "Walt",
    "Xenia",
    "Yara",
  ],
};

const parts = ["administrator", "candidate", "support", "payee"] as const;

export const people: readonly Cast[] = parts.flatMap((part) =>
  firstNames[part].map((firstName) => cast(firstName, part)),
);

/** As many as are wanted, each of another beginning, so that three letters find one: half of those in Slack may reset, the rest may ask. */
export function crowdOf(inSlack: number): readonly Cast[] {
  const names = [..."BCDFGHJKLMNPRSTVWZ"].flatMap((first) =>
    [..."aeiou"].map((second) => `${first}${second}ra`),
  );
  const colleagues = names
    .slice(0, inSlack - 1)
    .map((name, at) => cast(name, at % 2 === 0 ? "administrator" : "support"));
  return [cast("Olivia", "administrator"), ...colleagues, ...people.filter(({ part }) => part === "payee")];
}

function cast(firstName: string, part: Part): Cast {
  const lastName = `${firstName}son`;
  const domain = part === "payee" ? "drywall.example" : "acmebuilders.example";
  return {
    ...{ firstName, lastName, part, name: `${firstName} ${lastName}` },
    email: `${firstName.toLowerCase()}@${domain}`,
    slackUserId: part === "payee" ? "" : `U0${firstName.toUpperCase()}01`,
  };
}

export const inSlack = (everybody: readonly Cast[]) =>
  everybody
    .filter(({ slackUserId }) => slackUserId !== "")
    .map(({ slackUserId: id, name: realName, email, firstName }) => ({
      ...{ id, realName, email },
      // Of the workspace: she installs apps in it.
      isAdmin: firstName === "Olivia",
    }));
