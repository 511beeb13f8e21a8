import { writeRequestRef } from "../../../src/domain/request-buttons.ts";
import type { Act as Purpose } from "../../../src/flows/begin-step-up.ts";
import { askIds } from "../../../src/slack/reset-mfa/ask-modal.ts";
import { releaseId } from "../../../src/slack/reset-mfa/card.ts";
import { confirmIds } from "../../../src/slack/reset-mfa/confirm-modal.ts";
import { undoId } from "../../../src/slack/reset-mfa/done-modal.ts";
import { holdId } from "../../../src/slack/reset-mfa/lock-block.ts";
import { releaseIds } from "../../../src/slack/reset-mfa/release-modal.ts";
import { renewIds } from "../../../src/slack/reset-mfa/renew-modal.ts";
import { undoIds } from "../../../src/slack/reset-mfa/undo-modal.ts";
import type { TestPerson } from "../../helpers/people.ts";
import type { Values } from "../helpers/payloads.ts";
import { askValues } from "../helpers/support.ts";
import type { Hands, Shown } from "./attempt.ts";
import { type ActSpec, type By, through, type Way } from "./run.ts";
import type { World } from "./world.ts";

const command = (me: Hands, { email }: TestPerson) => me.command("/payments-reset-mfa", email);
type View = NonNullable<Shown["view"]>;

/** The forms that the command may open: the one that fits is chosen for the person (DESIGN 3). */
const forms: readonly string[] = [askIds.callbackId, confirmIds.callbackId, renewIds.callbackId];

/** Undefined where another of them was opened: then this act was not offered. */
async function only(shown: Shown, callbackId: string, send: (view: View) => Promise<Shown>) {
  const opened = shown.view?.callback_id ?? "";
  return forms.includes(opened) && opened !== callbackId ? undefined : through(shown, callbackId, send);
}

/** As a view stands on screen when something in it is pressed. */
const onScreen = (view: object) => ({
  type: "modal",
  id: "V0SHOWN001",
  previous_view_id: null,
  state: { values: {} },
  ...view,
});

type FormSpec = {
  callbackId: string;
  purpose: Purpose;
  values: (me: Hands) => Values;
  changes?: ActSpec["changes"];
};

const forcedForm =
  ({ callbackId, purpose, values }: FormSpec): Way =>
  async (me, { userId }) =>
    me.submit({ callback_id: callbackId, private_metadata: await me.bind(purpose, { userId }) }, values(me));

const formSpec = (form: FormSpec): Pick<ActSpec, "door" | "forced" | "changes"> => ({
  door: async (me, subject) =>
    only(await command(me, subject), form.callbackId, (view) => me.submit(view, form.values(me))),
  forced: forcedForm(form),
  changes: form.changes ?? {},
});

const request = (me: By, { firstName }: TestPerson, state: string) =>
  `+ request: reset ${firstName} by ${me.by.firstName}, ${state}`;

/** What a reset does to a person who was set up. */
export const resetOf = (name: string) => [
  `+ reset of ${name}: open`,
  `+ setup code of ${name}`,
  `- epoch of ${name}: 0`,
  `+ epoch of ${name}: 1`,
  `- factor of ${name}: active`,
  `+ factor of ${name}: suspended`,
  `- recovery code of ${name}`,
  `- session of ${name}`,
];

const confirmForm: FormSpec = {
  callbackId: confirmIds.callbackId,
  purpose: "reset",
  values: (me) => ({ ...askValues(), [confirmIds.code]: me.code() }),
  changes: {
    now: (me, subject) => [request(me, subject, "executed"), ...resetOf(subject.firstName)],
    ask: (me, subject) => [request(me, subject, "pending")],
  },
};

/** "Start a new reset" stands in the form that offers a new code. */
const resets: Pick<ActSpec, "door" | "forced" | "changes"> = {
  ...formSpec(confirmForm),
  door: async (me, subject) => {
    const shown = await command(me, subject);
    const isRenewal = shown.view?.callback_id === renewIds.callbackId;
    const form = isRenewal ? await me.press(renewIds.anew, { view: onScreen(shown.view ?? {}) }) : shown;
    return only(form, confirmIds.callbackId, (view) => me.submit(view, confirmForm.values(me)));
  },
};

const asks = formSpec({
  callbackId: askIds.callbackId,
  purpose: "ask_reset",
  values: () => askValues(),
  changes: { ask: (me, subject) => [request(me, subject, "pending")] },
});

const renews = formSpec({
  callbackId: renewIds.callbackId,
  purpose: "renew_reset",
  values: (me) => ({ [renewIds.code]: me.code() }),
  changes: { now: (_, { firstName }) => [`- setup code of ${firstName}`, `+ setup code of ${firstName}`] },
});

/** Any form with the person's card has the button; whom it locks the form's own row says. */
const locks: Pick<ActSpec, "door" | "forced" | "changes"> = {
  door: async (me, subject) => {
    const shown = await command(me, subject);
    return shown.view?.private_metadata ? me.press(holdId, { view: onScreen(shown.view) }) : shown;
  },
  forced: async (me, { userId }) => {
    const private_metadata = await me.bind("look", { userId });
    return me.press(holdId, { view: onScreen({ callback_id: "reset_door", private_metadata }) });
  },
  changes: { now: (_, { firstName }) => [`+ lock on ${firstName}`, `- session of ${firstName}`] },
};

const releaseForm: FormSpec = {
  callbackId: releaseIds.callbackId,
  purpose: "release",
  values: (me) => ({ [releaseIds.code]: me.code() }),
};
const releases: Pick<ActSpec, "door" | "forced" | "changes"> = {
  door: async (me, subject) => {
    const shown = await command(me, subject);
    if (!shown.view?.private_metadata) return shown;
    const pressed = await me.press(releaseId, { view: onScreen(shown.view) });
    return through(pressed, releaseIds.callbackId, (view) => me.submit(view, releaseForm.values(me)));
  },
  forced: forcedForm(releaseForm),
  changes: { now: (_, { firstName }) => [`- lock on ${firstName}`] },
};

const undoForm: FormSpec = {
  callbackId: undoIds.callbackId,
  purpose: "undo_reset",
  values: (me) => ({ [undoIds.code]: me.code() }),
};
/** *Undo* names the request that the reset came of. */
const undoes = ({ owner, companyId }: World): Pick<ActSpec, "door" | "forced" | "changes"> => ({
  door: async (me, { userId }) => {
    const rows =
      await owner`select request_id from resets where subject_id = ${userId} order by executed_at desc`;
    const value = writeRequestRef(companyId, String(rows[0]?.["request_id"]));
    const shown = await me.press(undoId, { value });
    return through(shown, undoIds.callbackId, (view) => me.submit(view, undoForm.values(me)));
  },
  forced: forcedForm(undoForm),
  changes: {
    now: (_, { firstName: name }) => [
      `- reset of ${name}: open`,
      `+ reset of ${name}: undone`,
      `- setup code of ${name}`,
      `- epoch of ${name}: 1`,
      `+ epoch of ${name}: 2`,
      `- factor of ${name}: suspended`,
      `+ factor of ${name}: active`,
    ],
  },
});

export const resetActs = (world: World) => ({ resets, asks, renews, locks, releases, undoes: undoes(world) });
