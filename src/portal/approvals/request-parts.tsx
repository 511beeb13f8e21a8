import { headline, type RequestView, reasons, subjectLine } from "../../domain/request-text.ts";
import { Facts } from "../ui/blocks.tsx";
import { Badge, type Tone } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";

/** A request with its id, as a list or page shows it. */
export type Shown = RequestView & { request: { id: string } };

export const pathOf = ({ request }: Shown, act = "") =>
  `/payments/approvals/${request.id}${act ? `/${act}` : ""}`;

/** "Sam Okafor asks to reset MFA for Petra Alvarez": as a title, where nothing is marked. */
export const titleOf = (facts: RequestView) => headline(facts, { said: (text) => text, at: () => "" });

/** The state in the words that stand everywhere (DESIGN 3); a longer sentence beside it says who and when. */
export function StateBadge({ facts: { request, reset, subject } }: { facts: RequestView }) {
  const name = subject?.firstName ?? "";
  const [tone, text] = ((): [Tone, string] => {
    switch (request.state) {
      case "pending":
        return ["wait", "Waiting for approval"];
      case "approved":
        return ["wait", "Approved, not in force yet"];
      case "denied":
        return ["off", "Denied"];
      case "cancelled":
        return ["plain", "Cancelled"];
      case "expired":
        return ["plain", "Expired"];
      case "executed":
        return reset ? outcomes[reset.outcome](name) : ["good", "Done"];
    }
  })();
  return <Badge tone={tone}>{text}</Badge>;
}

type Outcome = NonNullable<RequestView["reset"]>["outcome"];

const outcomes: Record<Outcome, (name: string) => [Tone, string]> = {
  open: (name) => ["wait", `Reset, waiting for ${name}`],
  completed: (name) => ["good", `${name} is back in`],
  lapsed: () => ["off", "Code expired"],
  stopped: () => ["off", "Stopped"],
  undone: () => ["plain", "Undone"],
};

/** Whom it is about, and everything that speaks for it. */
export function RequestFacts({ facts, timeZone }: { facts: RequestView; timeZone: string }) {
  const words = pageWords(timeZone);
  const about = subjectLine(facts, words);
  const rows: Parameters<typeof Facts>[0]["rows"] = [
    ...(about && facts.subject
      ? [[`${facts.subject.firstName} ${facts.subject.lastName}`, <Told text={about} />] satisfies Row]
      : []),
    ...reasons(facts, words).map(([label, text]): Row => [label, <Told text={text} />]),
    [
      "Asked by",
      `${facts.requester.firstName} ${facts.requester.lastName}, ${words.at(facts.request.createdAt)}`,
    ],
  ];
  return <Facts rows={rows} />;
}

type Row = Parameters<typeof Facts>[0]["rows"][number];
