import { maxDenial, offeredDenials } from "../../domain/denial.ts";
import type { RequestView } from "../../domain/request-text.ts";
import { cancelQuestion } from "../../domain/waiting-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Notice } from "../ui/blocks.tsx";
import { Radios, TextArea } from "../ui/choices.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { pathOf, RequestFacts, type Shown, titleOf } from "./request-parts.tsx";

type Props = Pick<Redrawn, "problems"> & {
  session: Session;
  facts: Shown & RequestView;
  typed?: Record<string, string>;
};

const frame = ({ session, problems = [] }: Props, title: string) => ({
  ...frameOf(session, title, problems),
  section: "approvals" as const,
});

const Head = ({ session, facts }: Pick<Props, "session" | "facts">) => (
  <>
    <Back href={pathOf(facts)}>The request</Back>
    <p class="lead">{titleOf(facts)}</p>
    <RequestFacts facts={facts} timeZone={session.company.timeZone} />
  </>
);

/** No code: a doubt costs nothing. */
export function DenyPage(props: Props) {
  const { facts, typed = {}, problems = [] } = props;
  return (
    <Layout frame={frame(props, "Deny request")}>
      <Head {...props} />
      <Form submit="Deny" look="danger">
        <Radios
          name="reason"
          label="Why?"
          hint={`${facts.requester.firstName} will see this.`}
          problems={problems}
          value={typed["reason"]}
          options={offeredDenials(facts)}
        />
        <TextArea
          name="more"
          label="Anything to add?"
          hint="Never a code."
          maxlength={maxDenial}
          problems={problems}
          value={typed["more"]}
          isOptional
        />
      </Form>
    </Layout>
  );
}

/** As long as a question or an answer may be. */
export const maxText = 500;

/** *Ask Sam*: the answer comes to the thread and to whoever asked. */
export function QuestionPage(props: Props) {
  const { facts, typed = {}, problems = [] } = props;
  const name = facts.requester.firstName;
  return (
    <Layout frame={frame(props, `Ask ${name}`)}>
      <Head {...props} />
      <Form submit="Send question">
        <TextArea
          name="text"
          label="Your question"
          hint={`${name} and everybody in the thread see it. Never a code.`}
          maxlength={maxText}
          problems={problems}
          value={typed["text"]}
        />
      </Form>
    </Layout>
  );
}

type AnswerProps = Props & { question: { byName: string; text: string } | null };

export function AnswerPage({ question, ...props }: AnswerProps) {
  const { typed = {}, problems = [] } = props;
  return (
    <Layout frame={frame(props, "Answer")}>
      <Head {...props} />
      {question && (
        <Notice kind="info" label={`${question.byName} asks:`}>
          {question.text}
        </Notice>
      )}
      <Form submit="Send answer">
        <TextArea
          name="text"
          label="Your answer"
          hint="Whoever asked and everybody in the thread see it. Never a code."
          maxlength={maxText}
          problems={problems}
          value={typed["text"]}
        />
      </Form>
    </Layout>
  );
}

/** Asked once more, as Slack does, before the request is withdrawn. */
export const CancelPage = (props: Props) => (
  <Layout frame={frame(props, cancelQuestion.title)}>
    <Head {...props} />
    <p>{cancelQuestion.text}</p>
    <Form submit={cancelQuestion.confirm} look="danger" />
    <p class="actions">
      <a href={pathOf(props.facts)}>{cancelQuestion.deny}</a>
    </p>
  </Layout>
);
