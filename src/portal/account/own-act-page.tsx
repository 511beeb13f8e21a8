import type { Child, PropsWithChildren } from "hono/jsx";
import type { Session } from "../../flows/find-session.ts";
import { Notice } from "../ui/blocks.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";
import type { OwnDrawn } from "./own-form.tsx";

type Props = PropsWithChildren<{
  session: Session;
  title: string;
  submit: string;
  drawn: OwnDrawn;
  /** What it leads to, above the form. */
  intro: Child;
  look?: "main" | "danger";
  /** Which code: of an app that is to be replaced it is the old one's. */
  codeHint?: string;
  /** Its fields are secrets, which no page draws again: whoever has the code texted types them after it. */
  hasSecrets?: boolean;
  /** Below the form. */
  also?: Child;
}>;

/** One act on one's own account: what it leads to, its fields, and the code that it takes. */
export function OwnActPage(props: Props) {
  const { session, title, submit, drawn, intro, look = "main", codeHint, hasSecrets, also, children } = props;
  const { problems = [], notice, challengeId } = drawn;
  const isCodeFirst = hasSecrets && session.user.codeWays.textHint !== null;
  return (
    <Layout frame={{ ...frameOf(session, title, problems), section: "account" }}>
      <Back href="/account/security">Account security</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      {intro}
      <Form submit={submit} look={look}>
        {!isCodeFirst && children}
        <OwnCode
          challengeId={challengeId}
          problems={problems}
          hint={codeHint ?? `Open your authenticator app and find ${session.company.displayName}.`}
        />
        {isCodeFirst && children}
      </Form>
      {also}
    </Layout>
  );
}
