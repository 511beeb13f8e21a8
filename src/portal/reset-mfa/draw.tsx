import type { ResetForm } from "../../flows/bind-reset-form.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Redrawn } from "../refuse-form.ts";
import type { Typed } from "./fields.tsx";
import { AskPage, ConfirmPage } from "./form-page.tsx";
import { DoorPage, RenewPage } from "./other-pages.tsx";

type Drawing = Redrawn & { session: Session; form: ResetForm; now: Date; typed?: Typed; isGood?: boolean };

/** The form that the flow found to fit: reset, ask, send a new code; or the door to what waits already. */
export function drawForm({ form, now, ...rest }: Drawing) {
  switch (form.kind) {
    case "reset":
      return <ConfirmPage form={form} {...rest} />;
    case "ask":
      return <AskPage form={form} {...rest} />;
    case "renew":
      return <RenewPage form={form} {...rest} />;
    case "door":
      return <DoorPage form={form} now={now} {...rest} />;
  }
}
