import { orText } from "../../domain/refusal-text.ts";
import { dayTimeText } from "../../domain/time-text.ts";
import type { WaysBack } from "../../flows/find-ways-back.ts";

/** For an administrator without a code, what is true: who else can help, what is under way, and who is left when nobody can (COPY). */
export function WaysBackSection({ waysBack, zone }: { waysBack: WaysBack; zone: string }) {
  const { paymentsAdmins, systemAdministrators, underWay } = waysBack;
  return (
    <section class="way" aria-labelledby="admin-title">
      <h2 id="admin-title">You are an administrator</h2>
      {paymentsAdmins.length > 0 ? (
        <p>{orText(paymentsAdmins)} can reset your MFA. Somebody else has to approve it.</p>
      ) : (
        <>
          <p>No other Payments Admin can reset your MFA. The ways back, in this order:</p>
          <ol class="todo">
            <li>Your recovery code.</li>
            <li>
              {systemAdministrators.length > 0
                ? `${orText(systemAdministrators)} can have somebody made a Payments Admin, who can then reset your MFA: Add Admins on Payment Processing, or /payments-grant in Slack.`
                : "There is no other System Administrator who could make somebody a Payments Admin."}
            </li>
            <li>Whoever runs Latchkey for your company can give emergency access. It takes two of them.</li>
          </ol>
        </>
      )}
      {underWay.length > 0 && (
        <ul class="list">
          {underWay.map(({ kind, byName, at }) => (
            <li>
              {byName} asked on {dayTimeText(at, zone)}{" "}
              {kind === "grant" ? "to make somebody a Payments Admin" : "to reset your MFA"}. It waits for
              approval.
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
