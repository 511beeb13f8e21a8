import type { Session } from "../../flows/find-session.ts";
import { Form } from "../ui/form.tsx";
import type { Participant } from "./request-page.tsx";
import { pathOf } from "./request-parts.tsx";

type Props = { session: Session; seen: Participant };

/** What this viewer may do to it now; each is judged again when it is done. */
export function RequestActs({ session, seen }: Props) {
  const acts = seen.viewer === "requester" ? <RequesterActs seen={seen} /> : <DeciderActs seen={seen} />;
  return (
    <div class="acts">
      {acts}
      <ResetActs session={session} seen={seen} />
    </div>
  );
}

function DeciderActs({ seen: { facts, mayApprove } }: Pick<Props, "seen">) {
  const isPending = facts.request.state === "pending";
  const mayDeny = isPending || facts.request.state === "approved";
  return (
    <>
      {mayApprove && (
        <a class="button button-main" href={pathOf(facts, "approve")}>
          Review and approve
        </a>
      )}
      {mayDeny && (
        <a class="button button-grave" href={pathOf(facts, "deny")}>
          Deny
        </a>
      )}
      {isPending && (
        <a class="button button-quiet" href={pathOf(facts, "ask")}>
          Ask {facts.requester.firstName}
        </a>
      )}
    </>
  );
}

function RequesterActs({ seen: { facts, question, mayProceed, mayCancel } }: Pick<Props, "seen">) {
  const { state } = facts.request;
  const again = state === "denied" || state === "expired" ? againPath(facts) : undefined;
  return (
    <>
      {state === "pending" && question && (
        <a class="button button-main" href={pathOf(facts, "answer")}>
          Answer {question.byName}
        </a>
      )}
      {state === "pending" && <Form action={pathOf(facts, "remind")} submit="Remind" look="quiet" />}
      {mayProceed && (
        <a class="button button-quiet" href={pathOf(facts, "proceed")}>
          Proceed without approval
        </a>
      )}
      {mayCancel && (
        <a class="button button-grave" href={pathOf(facts, "cancel")}>
          Cancel request
        </a>
      )}
      {again && (
        <a class="button button-main" href={again}>
          Ask again
        </a>
      )}
    </>
  );
}

/** The form that it began with, filled in where it has a reason; undefined for what is set in Slack. */
function againPath({ request: { id, details, subjectId } }: Participant["facts"]): string | undefined {
  switch (details.kind) {
    case "reset":
      return `/account/reset-mfa/${subjectId}?again=${id}`;
    case "grant":
      return `/payments/configuration/add/${subjectId}?again=${id}`;
    case "system_administrator":
      return details.invitee ? "/team/new" : `/team/${subjectId}/raise`;
    case "revoke":
    case "email":
      return `/team/${subjectId}/${details.kind}`;
    case "policy":
      return undefined;
  }
}

/** Of a reset that still waits for its person: for Payments Admins, never on oneself. */
function ResetActs({ session, seen: { facts } }: Props) {
  const { reset, request } = facts;
  const isUnfinished = reset?.outcome === "open" || reset?.outcome === "lapsed";
  if (!isUnfinished || !session.user.isPaymentsAdmin || request.subjectId === session.userId) return null;
  return (
    <>
      <a class="button button-quiet" href={`/account/reset-mfa/${request.subjectId}`}>
        Send new code
      </a>
      {!reset.isStolen && (
        <a class="button button-grave" href={pathOf(facts, "undo")}>
          Undo
        </a>
      )}
    </>
  );
}
