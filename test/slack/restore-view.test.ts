import { expect, test } from "vitest";
import { restoreView } from "../../src/slack/restore-view.ts";

test("R63: what was written for a field's error is drawn as plain text, so that a name in it is no markup", () => {
  const name = "<!channel> <https://evil.example|Sign in>";
  const shown = {
    id: "V1",
    type: "modal",
    callback_id: "c",
    private_metadata: "",
    blocks: [],
    state: { values: {} },
  };
  const view = restoreView(shown, [`${name} is already invited.`]);
  expect(view.blocks).toEqual([
    { type: "section", text: { type: "plain_text", text: `${name} is already invited.` } },
  ]);
});
