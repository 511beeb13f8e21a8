/** Good for everybody here. It passes the policy like any other: long, not common, no name in it. */
export const demoPassword = "correct-horse-demo-battery";

/** Acme Builders' own; the demo says all times in it. */
export const demoZone = "America/New_York";

export const teamId = "T0ACME0001";
/** A private channel of everybody in Slack; requests are decided there. */
export const approvalsChannel = { channelId: "C0PAYMENTS", name: "payments-approvals" } as const;

/** The people of Acme Builders who are in its Slack. */
export const colleagues = [
  {
    slackUserId: "U0OLIVIA01",
    name: "Olivia Reyes",
    email: "olivia@acmebuilders.example",
    about: "System Administrator and Payments Admin",
  },
  {
    slackUserId: "U0MARCUS01",
    name: "Marcus Lee",
    email: "marcus@acmebuilders.example",
    about: "Manager, System Administrator",
  },
  {
    slackUserId: "U0SAM00001",
    name: "Sam Okafor",
    email: "sam@acmebuilders.example",
    about: "Support, a member",
  },
  {
    slackUserId: "U0NORA0001",
    name: "Nora Kim",
    email: "nora@acmebuilders.example",
    about: "Newly hired: in Slack, but not invited yet",
  },
] as const;

/** By whom a person is in Slack; nobody's is empty. */
export const emailOf = (slackUserId: string) =>
  colleagues.find((one) => one.slackUserId === slackUserId)?.email ?? "";

export const [olivia, marcus, sam] = colleagues;

/** A payee: paid by Acme Builders, not in its Slack. */
export const petra = {
  name: "Petra Alvarez",
  email: "petra@alvarezdrywall.example",
  about: "Payee of Alvarez Drywall: not in Slack",
  organisation: "Alvarez Drywall",
  contactPhone: "+1 212 555 0177",
} as const;

/** First and last name, as forms ask for them. */
export function namesOf(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.split(" ");
  return { firstName, lastName: rest.join(" ") };
}
