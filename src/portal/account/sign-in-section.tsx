import { dateText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Account } from "../../flows/view-account.ts";
import { whoCanReset } from "../ui/help.ts";
import { Row, Rows } from "../ui/rows.tsx";

type Props = { session: Session; account: Account };

/** Password, ways to get codes, recovery code: each with what can be done about it. */
export function SignInSection({ session, account }: Props) {
  const { timeZone } = session.company;
  const { factors, passwordChangedAt, recoveryCodeSavedAt } = account;
  const hasApp = factors.some(({ kind }) => kind === "totp");
  const hasTexts = factors.some(({ kind }) => kind === "sms");
  const maySetUpTexts = account.areTextsOffered && !account.isAppOnly;
  return (
    <section class="section" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">How you sign in</h2>
      <Rows label="How you sign in">
        <Row title="Password" side={<Act href="/account/password" act="Change" of="password" />}>
          <p class="quiet">
            {passwordChangedAt
              ? `Changed ${dateText(passwordChangedAt, timeZone)}`
              : "The one you began with"}
          </p>
        </Row>
        {factors.map((factor) => (
          <FactorRow
            factor={factor}
            timeZone={timeZone}
            canReplace={factor.kind === "totp" || maySetUpTexts}
            canRemove={mayRemove(account, factor)}
          />
        ))}
        {!hasApp && (
          <Row
            title="Authenticator app"
            side={<Act href="/account/app" act="Add" of="an authenticator app" />}
          >
            <p class="quiet">Safer than text messages, and works without reception.</p>
          </Row>
        )}
        {!hasTexts && maySetUpTexts && (
          <Row
            title="Text messages"
            side={<Act href="/account/text-messages" act="Add" of="a phone for text messages" />}
          >
            <p class="quiet">A second way in, should the app be gone.</p>
          </Row>
        )}
        <Row
          title="Recovery code"
          side={<Act href="/account/recovery-code" act="Make a new one" of="recovery code" />}
        >
          <p class="quiet">
            {recoveryCodeSavedAt
              ? `You saved it ${dateText(recoveryCodeSavedAt, timeZone)}`
              : "None. You'll be asked at the next sign-in."}
          </p>
        </Row>
      </Rows>
      <p class="quiet">
        New phone? Replace the app while you have the old phone. If it's gone already, sign in with your
        recovery code, or ask {whoCanReset(session)} to reset your sign-in codes.
      </p>
    </section>
  );
}

type Factor = Account["factors"][number];

function FactorRow({
  factor: { kind, activatedAt, phoneHint },
  timeZone,
  canReplace,
  canRemove,
}: {
  factor: Factor;
  timeZone: string;
  canReplace: boolean;
  canRemove: boolean;
}) {
  const isApp = kind === "totp";
  const place = isApp ? "/account/app" : "/account/text-messages";
  const name = isApp ? "authenticator app" : "phone for text messages";
  return (
    <Row
      title={isApp ? "Authenticator app" : "Text messages"}
      side={
        <>
          {canReplace && <Act href={place} act="Replace" of={name} />}
          {canRemove && <Act href={`${place}/remove`} act="Remove" of={name} />}
        </>
      }
    >
      <p class="quiet">
        {phoneHint ? `To the number ending in ${phoneHint} · ` : ""}Set up {dateText(activatedAt, timeZone)}
      </p>
    </Row>
  );
}

/** Never the last one; and the app not, where the company wants it. What is done is decided again. */
const mayRemove = ({ factors, isAppOnly }: Account, { kind }: Factor) =>
  factors.length > 1 && !(kind === "totp" && isAppOnly);

/** A short link whose name says of what, to whoever hears it alone. */
export const Act = ({ href, act, of }: { href: string; act: string; of: string }) => (
  <a href={href}>
    {act}
    <span class="sr"> {of}</span>
  </a>
);
