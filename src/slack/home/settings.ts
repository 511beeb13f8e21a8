import type { ActionAnswer, SubmissionAnswer } from "../answer.ts";
import { fieldErrors } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { SubmissionPayload } from "../payload.ts";
import { errorsOf } from "../submission.ts";
import { openPolicy, sendPolicy } from "./policy.ts";
import { Submission, settingsModal } from "./settings-modal.ts";

/** [Edit settings] */
export const openSettings = (context: LinkedContext): Promise<ActionAnswer> =>
  openPolicy(context, ({ form, ...drawn }) =>
    settingsModal({ ...drawn, policy: form.governance.policy, deciders: form.deciders }),
  );

export async function submitSettings(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = Submission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { code, policy } = typed.data;
  return sendPolicy(context, {
    metadata: view.private_metadata,
    code,
    change: { policy },
    redraw: ({ form, ...drawn }) => settingsModal({ ...drawn, policy, deciders: form.deciders }),
    blockId: "grant",
  });
}
