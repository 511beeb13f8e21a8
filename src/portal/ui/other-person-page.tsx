import { Form } from "./form.tsx";
import { Layout } from "./layout.tsx";

type Props = {
  /** First name of whoever is signed in here. */
  person: string;
  company: string;
  /** Whom the link is for, in one sentence. */
  whom: string;
  returnTo: string;
};

/** Somebody else is signed in in this browser: their session must not be mixed with what the link is for. */
export function OtherPersonPage({ person, company, whom, returnTo }: Props) {
  return (
    <Layout frame={{ title: `You're signed in as ${person}`, company }}>
      <p>{whom} Sign out and continue, or leave this page if it isn't you.</p>
      <Form submit="Sign out and continue" action="/sign-out">
        <input type="hidden" name="return" value={returnTo} />
      </Form>
    </Layout>
  );
}
