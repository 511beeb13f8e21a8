import type { ModalHandle } from "../../src/emulator/person/modal.ts";
import type { PersonHandle } from "../../src/emulator/person/person.ts";
import type { World } from "../../src/emulator/state/world.ts";
import { until } from "../helpers/until.ts";
import { nextCode } from "../trial/codes.ts";
import type { Random } from "../trial/random.ts";
import type { Player } from "../trial/seed.ts";

export type Hand = {
  player: Player;
  slack: PersonHandle;
  world: World;
  random: Random;
  now: () => Date;
  everybody: readonly Player[];
  /** That a modal said something was done. */
  onDone: (title: string, player: Player, text: string) => void;
};

/** One thing that a person of the workspace does, as far as they come. Answers what it was. */
export async function actInSlack(hand: Hand): Promise<string> {
  const { random, slack } = hand;
  const act = random.pick(acts) ?? acts[0];
  const before = slack.ephemerals().length;
  const what = await act(hand);
  await seeAnswer(hand, before);
  return `${what}${(await finishForms(hand)) ? "" : ", without a form"}`;
}

const patienceMs = 3000;

/** While things fail a form or a word may take as long as Slack waits for it. Looks only when something in the workspace changed. */
async function seeAnswer({ slack, world }: Hand, before: number): Promise<void> {
  let seen = -1;
  const look = () => {
    if (slack.hasModal) return true;
    if (world.changes === seen) return undefined;
    seen = world.changes;
    return slack.ephemerals().length > before || undefined;
  };
  await until("a form or a word", look, patienceMs).catch(() => {});
}

const acts = [
  resetSomebody,
  resetSomebody,
  decide,
  decide,
  decide,
  grantSomebody,
  pressSomething,
  pressSomething,
  runCommand,
  openHome,
] as const;

async function resetSomebody({ slack, random, everybody }: Hand) {
  const isPayee = random.chance(0.85);
  const who = random.pick(everybody.filter(({ part }) => (part === "payee") === isPayee));
  await slack.command("/payments-reset-mfa", who?.email ?? "");
  return "reset";
}

/** A request in the channel: its buttons are pressed by whoever finds them, may they or not. */
async function decide({ slack, random }: Hand) {
  const open = slack
    .messages({ channel: "payments-approvals" })
    .filter((message) => message.buttons().some((label) => /approve/i.test(label)));
  const message = random.pick(open.slice(-6));
  if (!message) return "nothing to decide";
  const labels = message.buttons();
  const label = random.chance(0.75) ? labels.find((one) => /approve/i.test(one)) : random.pick(labels);
  await message.button(label ?? "").click({ confirm: true });
  return "decide";
}

async function grantSomebody({ slack, random, everybody }: Hand) {
  const who = random.pick(everybody.filter(({ part }) => part === "candidate" || part === "administrator"));
  await slack.command("/payments-grant", who?.email ?? "");
  return "grant";
}

async function pressSomething({ slack, random }: Hand) {
  const seen = slack
    .messages()
    .slice(-25)
    .filter((message) => message.buttons().length > 0);
  const message = random.pick(seen);
  const label = message && random.pick(message.buttons());
  if (!message || !label || message.button(label).url) return "nothing to press";
  await message.button(label).click({ confirm: random.chance(0.8) });
  return "press";
}

const commands = [
  "/payments",
  "/payments-admins",
  "/payments-invite",
  "/payments-grant",
  "/payments-reset-mfa",
  "/payments-me",
];

async function runCommand({ slack, random, everybody }: Hand) {
  const text = random.pick(["", "", "help", random.pick(everybody)?.email ?? "", "Zoë <!channel> 123456"]);
  await slack.command(random.pick(commands) ?? "/payments", text);
  return "command";
}

async function openHome({ slack, random }: Hand) {
  const home = await slack.openHome();
  await home.expectText(/./).catch(() => {});
  const label = random.pick(home.buttons());
  if (!label || home.button(label).url) return "home";
  await home.button(label).click({ confirm: random.chance(0.5) });
  return "home";
}

/** These change who can decide, for good: were they taken as often as the rest, nobody would be left. */
const isGrave = /deactivate|lower|remove|channel|direct messages|unlink|settings|manage/i;
const maxForms = 6;

/** Fills in and sends whatever stands open, until nothing does. Answers whether anything did. */
async function finishForms(hand: Hand): Promise<boolean> {
  const { slack, random } = hand;
  const hasAny = slack.hasModal;
  for (let forms = 0; forms < maxForms && slack.hasModal; forms += 1) {
    const modal = slack.modal;
    if (/done|asked|sent|invited/i.test(modal.title)) hand.onDone(modal.title, hand.player, modal.text());
    const isOver =
      !modal.submitLabel || random.chance(0.08) || (isGrave.test(modal.title) && random.chance(0.85));
    if (isOver) {
      if (!(random.chance(0.3) && (await pressInside(modal, random)))) break;
      continue;
    }
    await fillIn(hand, modal);
    await modal.submit();

    // What a person does whose Wi-Fi was slow: the same once more.
    if (random.chance(0.1) && slack.hasModal && slack.modal.title === modal.title)
      await modal.submit().catch(() => {});
  }
  if (slack.hasModal) await slack.modal.close({ all: true });
  return hasAny;
}

async function pressInside(modal: ModalHandle, random: Random): Promise<boolean> {
  const label = random.pick(modal.buttons());
  if (!label || modal.button(label).url) return false;
  await modal.button(label).click({ confirm: random.chance(0.7) });
  return true;
}

async function fillIn(hand: Hand, modal: ModalHandle): Promise<void> {
  const { random, everybody } = hand;
  for (const label of modal.fields()) {
    const { options, value } = modal.field(label);
    if (/code/i.test(label)) modal.fill({ [label]: await codeOf(hand) });
    // One alone is a box to tick: here, that the password is forgotten, too.
    else if (options.length === 1 && !random.chance(0.1)) continue;
    else if (options.length > 0) modal.fill({ [label]: random.pick(options) ?? "" });
    else if (/^who\?/i.test(label)) {
      const somebody = random.pick(everybody)?.firstName ?? "Petra";
      modal.fill({ [label]: [somebody.slice(0, 3), somebody] });
    } else if (value === "") modal.fill({ [label]: wordsFor(label, random) });
  }
}

/** Right, as a rule. A wrong one is a person's slip; enough of them lock the account, which is right, too. */
const codeOf = ({ player, random, now }: Hand) => (random.chance(0.97) ? nextCode(player, now) : "000000");

function wordsFor(label: string, random: Random): string {
  const number = Math.floor(random.next() * 1e6);
  if (/email/i.test(label)) return `new${number}@${random.chance(0.5) ? "acmebuilders" : "drywall"}.example`;
  if (/phone/i.test(label)) return "+1 212 555 0144";
  if (/name/i.test(label)) return `Zed${number}`;
  return "As they asked";
}
