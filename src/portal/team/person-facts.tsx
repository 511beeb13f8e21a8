import { dayTimeText } from "../../domain/time-text.ts";
import type { PersonCard } from "../../flows/view-person.ts";
import { Facts } from "../ui/blocks.tsx";
import { Badge, type Tone } from "../ui/rows.tsx";

type Status = PersonCard["status"];

const states: Record<Status, { text: string; tone: Tone }> = {
  active: { text: "Active", tone: "good" },
  invited: { text: "Invited", tone: "wait" },
  deactivated: { text: "Deactivated", tone: "off" },
};

export const StatusBadge = ({ status }: { status: Status }) => (
  <Badge tone={states[status].tone}>{states[status].text}</Badge>
);

/** Who it is, and how things stand: the same card in front of every act. */
export function PersonFacts({ card, timeZone }: { card: PersonCard; timeZone: string }) {
  const { name, email, organisation, relationship, status, invitation } = card;
  const rows: Parameters<typeof Facts>[0]["rows"] = [
    ["Name", name],
    ["Email", email],
    ...(organisation ? [["Organization", organisation] satisfies [string, string]] : []),
    ["Role", relationship === "payee" ? "Payee" : rolesText(card)],
    ["Status", <StatusBadge status={status} />],
  ];
  if (invitation) rows.push(["Invitation", invitationText(invitation, timeZone)]);
  return <Facts rows={rows} />;
}

function rolesText({ role, isPaymentsAdmin }: Pick<PersonCard, "role" | "isPaymentsAdmin">): string {
  const roles = [
    role === "system_administrator" ? "System Administrator" : "Member",
    isPaymentsAdmin ? "Payments Admin" : "",
  ];
  return roles.filter(Boolean).join(", ");
}

function invitationText(
  { invitedBy, isExpired, expiresAt }: NonNullable<PersonCard["invitation"]>,
  timeZone: string,
): string {
  const by = invitedBy ? `by ${invitedBy}, ` : "";
  return `${by}${isExpired ? "expired" : "link good until"} ${dayTimeText(expiresAt, timeZone)}`;
}
