import { QrCode } from "./qr-code.tsx";

type Props = { secret: string; uri: string; companyName: string };

/** The three steps of adding an account to an authenticator app: the secret as a picture and as text, proven by its first code. */
export function AppSetup({ secret, uri, companyName }: Props) {
  return (
    <ol class="todo">
      <li>
        <p>
          <strong>Open an authenticator app</strong> on your phone. Google Authenticator, Microsoft
          Authenticator, 1Password and others all work.
        </p>
      </li>
      <li>
        <p>
          <strong>Add an account</strong> by scanning this code:
        </p>
        <QrCode text={uri} label={`QR code to add ${companyName} to your authenticator app`} />
        <p>
          Reading this on the phone itself? <a href={uri}>Open the authenticator app</a>. Or type this key
          into it:
        </p>
        <code class="secret">{groupsOfFour(secret)}</code>
      </li>
      <li>
        <p>
          <strong>Type the 6-digit code</strong> that the app shows for {companyName}.
        </p>
      </li>
    </ol>
  );
}

/** "ABCD EFGH …": easier to copy by eye; apps ignore the spaces. */
const groupsOfFour = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;
