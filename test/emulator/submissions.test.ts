import { afterEach, expect, test } from "vitest";
import { emailModal } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const trouble = "We had some trouble connecting. Try again?";
const fillAndSubmit = () => olivia().modal.fill({ Email: "petra@alvarezdrywall.example" }).submit();

test("submissions carry what was typed; untouched is null", async () => {
  stub = await startStub();
  const [email] = emailModal().blocks;
  const note = {
    type: "input",
    block_id: "note",
    optional: true,
    label: { type: "plain_text", text: "Note" },
  };
  stub.showModal({
    ...emailModal(),
    blocks: [email, { ...note, element: { type: "plain_text_input", action_id: "value" } }],
  });
  await fillAndSubmit();
  expect(stub.received[0]?.payload).toMatchObject({
    type: "view_submission",
    user: { id: "U0OLIVIA01", team_id: "T0ACME0001" },
    view: {
      app_installed_team_id: "T0ACME0001",
      state: {
        values: {
          email: { value: { type: "email_text_input", value: "petra@alvarezdrywall.example" } },
          note: { value: { type: "plain_text_input", value: null } },
        },
      },
    },
  });
  expect(olivia().hasModal).toBe(false);
});

test("submissions stay with Slack's client while a required field is empty or no email", async () => {
  stub = await startStub();
  stub.showModal(emailModal());
  await olivia().modal.submit();
  expect(olivia().modal.errors()).toEqual({
    "Email of the person": "Please complete this required field.",
  });
  await olivia().modal.fill({ Email: "nobody" }).submit();
  expect(olivia().modal.field("Email").error).toBe("Please enter a valid email address.");
  expect(stub.received).toEqual([]);
});

test("clear closes the whole stack, empty only the top", async () => {
  stub = await startStub();
  stub.showModal(emailModal());
  stub.showModal(emailModal({ title: { type: "plain_text", text: "Second" } }));
  await fillAndSubmit();
  expect(olivia().modal.title).toBe("Who");
  stub.showModal(emailModal());
  stub.reply({ json: { response_action: "clear" } });
  await fillAndSubmit();
  expect(olivia().hasModal).toBe(false);
});

test.each([
  ["late", { isLate: true }],
  ["refused", { status: 404 }],
  [
    "errors for a block that is no input",
    { json: { response_action: "errors", errors: { nowhere: "Wrong." } } },
  ],
  [
    "a view that Slack would refuse",
    { json: { response_action: "update", view: { type: "modal", blocks: [] } } },
  ],
  ["not an answer", { body: "ok" }],
])("submissions show trouble and keep what was typed when the answer is %s", async (_, reply) => {
  stub = await startStub();
  stub.showModal(emailModal());
  stub.reply(reply);
  await fillAndSubmit();
  expect(olivia().modal.text()).toContain(trouble);
  expect(olivia().modal.field("Email").value).toBe("petra@alvarezdrywall.example");
  expect(stub.emulator.problems()).toHaveLength(1);
  await olivia().modal.submit();
  expect(olivia().hasModal).toBe(false);
});

test("a fourth view is refused with push_limit_reached", async () => {
  stub = await startStub();
  for (const title of ["1", "2", "3"])
    stub.showModal(emailModal({ title: { type: "plain_text", text: title } }));
  stub.reply({ json: { response_action: "push", view: emailModal() } });
  await fillAndSubmit();
  expect(stub.emulator.problems()).toEqual(["view_submission: push_limit_reached"]);
});

test("closing tells the app only where it asked, and clears with clear_on_close or the ×", async () => {
  stub = await startStub();
  stub.showModal(emailModal());
  await olivia().modal.close();
  expect(stub.received).toEqual([]);
  stub.showModal(emailModal({ notify_on_close: true }));
  stub.showModal(emailModal());
  await olivia().modal.close();
  expect(olivia().hasModal).toBe(true);
  await olivia().modal.close();
  expect(stub.received.at(-1)?.payload).toMatchObject({ type: "view_closed", is_cleared: false });
  stub.showModal(emailModal());
  stub.showModal(emailModal({ clear_on_close: true, notify_on_close: true }));
  await olivia().modal.close();
  expect(stub.received.at(-1)?.payload).toMatchObject({ type: "view_closed", is_cleared: true });
  expect(olivia().hasModal).toBe(false);
});
