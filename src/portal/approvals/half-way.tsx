import { halfPath } from "../../domain/reset-text.ts";
import { pageWords, Told } from "../ui/told.tsx";
import type { Participant } from "./request-page.tsx";

type Props = { seen: Participant; timeZone: string };

/** For whoever verified the person: the way to the half that they read out, while it is there to be shown. */
export function HalfWay({ seen: { viewer, facts }, timeZone }: Props) {
  const { reset, request, subject } = facts;
  const isForgotten = request.details.kind === "reset" && request.details.isPasswordForgotten === true;
  if (viewer !== "requester" || !isForgotten || !subject) return null;
  const { said, at } = pageWords(timeZone);
  const name = said(subject.firstName);
  if (request.state === "pending")
    return (
      <p>
        <Told text={`When it's approved, you are shown the second half here, to read to ${name}.`} />
      </p>
    );
  if (reset?.outcome !== "open") return null;
  if (reset.halfShownAt)
    return (
      <p>
        <Told
          text={`You were shown the second half ${at(reset.halfShownAt)}; it is shown once. Lost it? A new code for ${name} comes with a new half for you.`}
        />
      </p>
    );
  if (reset.halfBox === null) return null;
  return (
    <p>
      <a class="button button-main" href={halfPath(reset.id)}>
        Read out the second half
      </a>
    </p>
  );
}
