/** Good for everybody here. It passes the policy like any other: long, not common, no name in it. */
export const demoPassword = "correct-horse-demo-battery";

export const teamId = "T0ACME0001";
/** A private channel of everybody in Slack; requests are decided there. */
export const approvalsChannel = { channelId: "C0PAYMENTS", name: "payments-approvals" } as const;

/** The people of Acme Builders who are in its Slack. */
export const colleagues = [
  { slackUserId: "U0OLIVIA01", name: "Olivia Reyes", email: "olivia@acmebuilders.example" },
  { slackUserId: "U0MARCUS01", name: "Marcus Lee", email: "marcus@acmebuilders.example" },
  { slackUserId: "U0SAM00001", name: "Sam Okafor", email: "sam@acmebuilders.example" },
  { slackUserId: "U0NORA0001", name: "Nora Kim", email: "nora@acmebuilders.example" },
] as const;

export const [olivia, marcus, sam] = colleagues;

/** A payee: paid by Acme Builders, not in its Slack. */
export const petra = {
  name: "Petra Alvarez",
  email: "petra@alvarezdrywall.example",
  organisation: "Alvarez Drywall",
  contactPhone: "+1 555 010 2277",
} as const;

/** First and last name, as forms ask for them. */
export function namesOf(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.split(" ");
  return { firstName, lastName: rest.join(" ") };
}
