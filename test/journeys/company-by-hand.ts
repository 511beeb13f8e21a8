import { codeOf } from "../helpers/people.ts";
import {
  acceptInvitation,
  foundCompany,
  type Latchkey,
  linkSlack,
  mailTo,
  type Traveller,
} from "./reset-by-hand.ts";

/** The code that this person's phone shows next. */
export function nextCode({ clock, app }: Latchkey, person: Traveller): string {
  clock.advance(30_000);
  return codeOf(app.deps, person.secret);
}

type Invitee = { first: string; last: string; email: string } & (
  | { role: "Member" | "System Administrator" }
  | { organisation: string }
);

/** Fills in the form as it stands for this kind of person, and sends it. */
export async function invite(
  latchkey: Latchkey,
  { by, name }: { by: Traveller; name: string },
  invitee: Invitee,
): Promise<void> {
  const slack = latchkey.workspace.person(name);
  await slack.command("/payments-invite", invitee.email);
  const kind = "role" in invitee ? "Team member" : "Payee";
  await slack.modal.choose("Who do you invite?", kind);
  const about = "role" in invitee ? { Role: invitee.role } : { Organization: invitee.organisation };
  await slack.modal
    .fill({
      "First name": invitee.first,
      "Last name": invitee.last,
      ...about,
      "Your 6-digit code": nextCode(latchkey, by),
    })
    .submit();
}

/** From the mailbox to the account. */
export async function joinByMail(latchkey: Latchkey, email: string): Promise<Traveller> {
  const mail = await mailTo(latchkey, email, /\/invitations\//);
  const link = /http\S+\/invitations\/[\w.-]+/.exec(mail)?.[0] ?? "";
  return acceptInvitation(latchkey, link);
}

export const emails = {
  olivia: "olivia@acmebuilders.example",
  marcus: "marcus@acmebuilders.example",
  sam: "sam@acmebuilders.example",
  nora: "nora@acmebuilders.example",
  petra: "petra@alvarezdrywall.example",
};

/** Acme Builders with Olivia and Marcus, the manager, in Slack, and a channel in which requests are decided. */
export async function companyWithManager(latchkey: Latchkey) {
  const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));
  await linkSlack(latchkey, olivia, "Olivia");
  const byOlivia = { by: olivia, name: "Olivia" };
  await invite(latchkey, byOlivia, {
    first: "Marcus",
    last: "Lee",
    email: emails.marcus,
    role: "System Administrator",
  });
  const marcus = await joinByMail(latchkey, emails.marcus);
  await linkSlack(latchkey, marcus, "Marcus");
  await chooseChannel(latchkey, olivia);
  return { olivia, marcus };
}

/** In Home, with the own code; the first choice needs nobody else. */
async function chooseChannel(latchkey: Latchkey, olivia: Traveller): Promise<void> {
  const slack = latchkey.workspace.person("Olivia");
  const home = await slack.openHome();
  await home.expectText(/Set-up/);
  await home.button("Choose channel").click();
  await slack.modal
    .fill({ Channel: "payments-approvals", "Your 6-digit code": nextCode(latchkey, olivia) })
    .submit();
  await slack.expectMessage(/Requests of Acme Builders payments come here/, {
    channel: "payments-approvals",
  });
}

export async function inviteAndJoin(latchkey: Latchkey, by: Traveller, invitee: Invitee): Promise<Traveller> {
  await invite(latchkey, { by, name: "Olivia" }, invitee);
  return joinByMail(latchkey, invitee.email);
}

export const sam = { first: "Sam", last: "Okafor", email: emails.sam, role: "Member" } as const;
export const nora = { first: "Nora", last: "Kim", email: emails.nora, role: "System Administrator" } as const;
export const petra = {
  first: "Petra",
  last: "Alvarez",
  email: emails.petra,
  organisation: "Alvarez Drywall",
} as const;

const channel = { channel: "payments-approvals" };

/** Presses a button of the request's message and types the own code into what opens. */
export async function approveInThread(
  latchkey: Latchkey,
  { by, name }: { by: Traveller; name: string },
  what: RegExp,
): Promise<void> {
  const slack = latchkey.workspace.person(name);
  const message = await slack.expectMessage(what, channel);
  const label = message.buttons().find((one) => /approve/i.test(one)) ?? "";
  await message.button(label).click();
  await slack.modal.fill({ "Your 6-digit code": nextCode(latchkey, by) }).submit();
}
