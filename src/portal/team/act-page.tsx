import type { PersonAct } from "../../domain/person-act.ts";
import { actWords, approvalText } from "../../domain/person-act-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { PersonActForm } from "../../flows/open-person-act.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Notice } from "../ui/blocks.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import { pageWords, Told } from "../ui/told.tsx";
import { PersonFacts } from "./person-facts.tsx";

type Props = Redrawn & { session: Session; act: PersonAct; form: PersonActForm; email?: string | undefined };

/** The person, what it leads to, and the actor's own code. */
export function ActPage({ session, act, form, email, problems = [], notice }: Props) {
  const { card, required, challengeId } = form;
  const words = actWords[act];
  const { timeZone } = session.company;
  const isGrave = words.isGrave && required === 0;
  return (
    <Layout frame={{ ...frameOf(session, words.title, problems), section: "team" }}>
      <Back href={`/team/${card.userId}`}>{card.name}</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <PersonFacts card={card} timeZone={timeZone} />
      <p>
        <Told text={words.effect(card, pageWords(timeZone))} />
      </p>
      {required > 0 && <Notice kind="info">{approvalText(required)}</Notice>}
      <Form submit={required > 0 ? "Ask for approval" : words.submit} look={isGrave ? "danger" : "main"}>
        {act === "email" && (
          <Field
            name="email"
            label="New email"
            hint={`Call ${card.firstName} first, at a number we already had, to be sure that it's really them.`}
            type="email"
            inputmode="email"
            autocomplete="off"
            value={email}
            problems={problems}
          />
        )}
        <OwnCode challengeId={challengeId} problems={problems} />
      </Form>
    </Layout>
  );
}
