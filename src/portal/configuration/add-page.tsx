import { grantApprovalText } from "../../domain/deciders-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { GrantForm } from "../../flows/open-grant-form.ts";
import type { FoundPerson } from "../../flows/search-people.ts";
import type { Redrawn } from "../refuse-form.ts";
import { PersonFacts } from "../team/person-facts.tsx";
import { Notice } from "../ui/blocks.tsx";
import { Radios, TextArea } from "../ui/choices.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back, Empty, Search } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";

type ChooseProps = {
  session: Session;
  typed: string;
  people: FoundPerson[];
  chosen?: string | undefined;
  problems?: Problem[];
};

/** Whom. Everybody is found, so that a wrong choice is answered with the way on. */
export function ChoosePage({ session, typed, people, chosen, problems = [] }: ChooseProps) {
  return (
    <Layout frame={{ ...frameOf(session, "Add Admins", problems), section: "payments" }}>
      <Back href="/payments/configuration">Payment Processing</Back>
      <div class="toolbar">
        <Search action="/payments/configuration/add" label="Find by name or email" typed={typed} />
      </div>
      {people.length === 0 ? (
        <Empty>
          <p>
            {typed
              ? `Nobody's name or email begins with "${typed}".`
              : "Everybody who could be one is a Payments Admin already, or nobody is a System Administrator yet."}
          </p>
        </Empty>
      ) : (
        <Form submit="Continue" action={`/payments/configuration/add?${new URLSearchParams({ q: typed })}`}>
          <Radios
            name="person"
            label="Who?"
            hint="A System Administrator. Search to find anybody else."
            problems={problems}
            value={chosen}
            options={people.map((one) => ({
              value: one.id,
              text: one.name,
              description: `${one.email}${one.status === "active" ? "" : `, ${one.status}`}`,
            }))}
          />
        </Form>
      )}
    </Layout>
  );
}

/** As long as a reason may be. */
export const maxWhy = 500;

type GrantProps = Redrawn & { session: Session; form: GrantForm; why?: string | undefined };

/** Who it is, what it leads to, who must agree, and the actor's own code. */
export function GrantPage({ session, form, why, problems = [], notice }: GrantProps) {
  const { card, challengeId } = form;
  const { timeZone } = session.company;
  const words = pageWords(timeZone);
  return (
    <Layout frame={{ ...frameOf(session, "Add Payments Admin", problems), section: "payments" }}>
      <Back href="/payments/configuration/add">Choose somebody else</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <PersonFacts card={card} timeZone={timeZone} />
      <p>{card.firstName} could then reset MFA and approve others.</p>
      <p>
        <Told text={grantApprovalText(form, words)} />
      </p>
      {card.status === "invited" && (
        <Notice kind="info">
          {card.firstName} hasn't accepted the invitation yet: it counts once they have set up MFA.
        </Notice>
      )}
      <Form submit="Add Payments Admin">
        <TextArea
          name="why"
          label="Why?"
          hint="Whoever decides reads it."
          maxlength={maxWhy}
          problems={problems}
          value={why}
        />
        <OwnCode challengeId={challengeId} problems={problems} />
      </Form>
    </Layout>
  );
}
