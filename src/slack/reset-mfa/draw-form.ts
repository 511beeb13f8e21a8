import type { ModalView } from "@slack/types";
import type { ResetForm } from "../../flows/bind-reset-form.ts";
import type { LinkedContext } from "../handler.ts";
import { writeBinding } from "../submission.ts";
import { askModal } from "./ask-modal.ts";
import { confirmModal } from "./confirm-modal.ts";
import { doorModal } from "./door-modal.ts";
import type { Typed } from "./inputs.ts";
import { renewModal } from "./renew-modal.ts";

type Drawing = {
  form: ResetForm;
  /** Whether a view lies under it. */
  isPushed: boolean;
  notice?: string | undefined;
  typed?: Typed | undefined;
};

/** The form that the flow found to fit: reset, ask, send a new code; or the door to what waits already. */
export function drawForm(
  { companyId, company }: Pick<LinkedContext, "companyId" | "company">,
  { form, isPushed, notice, typed }: Drawing,
): ModalView {
  const { challengeId, card } = form;
  const binding = writeBinding({ companyId, challengeId });
  const shared = { binding, card, isPushed, ...(notice ? { notice } : {}) };
  if (form.kind === "door") {
    const { refusal, mayRelease } = form;
    return doorModal({ ...shared, companyId, company, refusal, mayRelease });
  }
  if (form.kind === "renew") return renewModal({ ...shared, companyId, reset: form.reset });
  const { required, deciders } = form;
  const asking = { ...shared, required, deciders, ...(typed ? { typed } : {}) };
  return form.kind === "ask" ? askModal({ ...asking, reset: form.reset }) : confirmModal(asking);
}
