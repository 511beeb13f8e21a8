import { type PersonAct, personActs } from "../../domain/person-act.ts";
import { actWords } from "../../domain/person-act-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { PersonCard, PersonView } from "../../flows/view-person.ts";
import { Notice } from "../ui/blocks.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { PersonFacts } from "./person-facts.tsx";

/** What a person's page can say of what was just done to the account. */
export const doneWords = [...personActs, "invited"] as const;
type Done = (typeof doneWords)[number];

type Props = { session: Session; view: PersonView; done?: Done | undefined };

/** One person, with what this viewer may do to the account now. */
export function PersonPage({ session, view: { card, acts }, done }: Props) {
  const { timeZone } = session.company;
  return (
    <Layout frame={{ ...frameOf(session, card.name), section: "team", isWide: true }}>
      <Back href="/team">Team</Back>
      {done && (
        <Notice kind="good">
          <p>
            <Told text={doneText(card, done, timeZone)} />
          </p>
        </Notice>
      )}
      <PersonFacts card={card} timeZone={timeZone} />
      <Acts card={card} acts={acts} mayReset={mayReset(card)} />
    </Layout>
  );
}

/** Who has set up codes, and is somebody else: the reset's own page says the rest. */
const mayReset = ({ status, isOneself, isUnfinished }: PersonCard) =>
  status === "active" && !isOneself && !isUnfinished;

function doneText(card: PersonCard, done: Done, timeZone: string): string {
  const words = pageWords(timeZone);
  const { name, email, invitation } = card;
  const { text, isAwaited } = actWords[done === "invited" ? "resend" : done].done;
  const said = text({ name, email, ...(invitation ? { expiresAt: invitation.expiresAt } : {}) }, words);
  const whole = done === "invited" ? said.replace(" is invited again.", " is invited.") : said;
  return isAwaited ? `${whole} We'll tell you when they accept.` : whole;
}

function Acts({
  card,
  acts,
  mayReset: hasReset,
}: {
  card: PersonCard;
  acts: PersonAct[];
  mayReset: boolean;
}) {
  if (acts.length === 0 && !hasReset) return <p class="quiet">{nothingText(card)}</p>;
  return (
    <div class="acts">
      {hasReset && (
        <a class="button button-quiet" href={`/account/reset-mfa/${card.userId}`}>
          Reset MFA
        </a>
      )}
      {acts.map((act) => (
        <a
          class={`button ${actWords[act].isGrave ? "button-grave" : "button-quiet"}`}
          href={`/team/${card.userId}/${act}`}
        >
          {actWords[act].button}
        </a>
      ))}
    </div>
  );
}

const nothingText = ({ isOneself }: PersonCard) =>
  isOneself
    ? "That's you. Nobody changes their own role; your codes and sessions are under Account."
    : "There is nothing for you to do here. System Administrators manage roles and accounts; Payments Admins correct an email.";
