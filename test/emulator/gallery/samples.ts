const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const option = (text: string, description?: string) => ({
  text: plain(text),
  value: text.toLowerCase(),
  ...(description ? { description: plain(description) } : {}),
});
const input = (block_id: string, label: string, element: object, extra: object = {}) => ({
  type: "input",
  block_id,
  label: plain(label),
  element: { action_id: "value", ...element },
  ...extra,
});
const button = (action_id: string, text: string, extra: object = {}) => ({
  type: "button",
  action_id,
  text: plain(text),
  ...extra,
});
const picture = { image_url: "http://gallery.example/picture.svg", alt_text: "A truck at a building site" };
const words = (text: string, style?: object) => ({ type: "text", text, ...(style ? { style } : {}) });
const line = (...elements: unknown[]) => ({ type: "rich_text_section", elements });
const reasons = [option("Lost or broken phone"), option("New phone or number"), option("Codes don't work")];
const ways = [
  option("I called them", "At a number we already had, not one they gave me"),
  option("I saw them on video", "I know them, or I compared a photo ID"),
];

/** Every field that a modal can hold. */
const fields = [
  { type: "header", text: plain("Reset MFA :lock:") },
  {
    type: "section",
    text: mrkdwn("*Petra Alvarez* · Alvarez Drywall · _payee_ · `petra@alvarezdrywall.com`"),
  },
  ...(["info", "success", "warning", "error"] as const).map((level) => ({
    type: "alert",
    level,
    text: mrkdwn(`The contact phone changed *3 days ago* (${level}).`),
  })),
  input("email", "Email of the person", { type: "email_text_input", placeholder: plain("name@company.com") }),
  input(
    "note",
    "Note or ticket",
    { type: "plain_text_input", multiline: true, max_length: 20, initial_value: "Ticket 8841, called back" },
    { optional: true, hint: plain("Petra won't see this.") },
  ),
  input("why", "Why?", { type: "static_select", options: reasons, initial_option: reasons[0] }),
  input("tags", "Several of them", {
    type: "multi_static_select",
    option_groups: [
      { label: plain("Phones"), options: reasons.slice(0, 2) },
      { label: plain("Codes"), options: reasons.slice(2) },
    ],
    initial_options: reasons.slice(0, 2),
  }),
  input(
    "people",
    "Approvers",
    { type: "multi_users_select", initial_users: ["U1", "U9"] },
    { optional: true },
  ),
  input("place", "Channel", { type: "conversations_select" }),
  input("way", "How did you make sure it's really Petra?", { type: "radio_buttons", options: ways }),
  input("told", "What you told them", {
    type: "checkboxes",
    options: ways,
    initial_options: ways.slice(0, 1),
  }),
  input("day", "Day", { type: "datepicker", initial_date: "2026-11-20" }),
  input("moment", "Moment", { type: "datetimepicker", initial_date_time: 1_795_000_000 }),
  input("amount", "Amount", { type: "number_input", is_decimal_allowed: true }, { optional: true }),
  input(
    "code",
    "Your 6-digit code",
    { type: "plain_text_input" },
    { hint: plain("Never ask Petra for a code.") },
  ),
];

export const gallery = {
  blocks: fields,
  shown: { errors: { code: "That code isn't right. 4 tries left.", way: "Choose one." } },
};

/** Every block that a message can hold. */
const texts = [
  { type: "header", text: plain("Sam asks to reset MFA") },
  {
    type: "section",
    block_id: "asked",
    text: mrkdwn(
      "<@U1> *Sam Okafor asks to reset MFA for Petra Alvarez* :wave:\n> Lost phone\n> Ticket 8841",
    ),
    accessory: { type: "overflow", action_id: "more", options: reasons },
  },
  {
    type: "section",
    fields: ["*Why*\nLost or broken phone", "*Verified*\nCalled a number we had", "*Note*\nTicket 8841"].map(
      mrkdwn,
    ),
  },
  {
    type: "section",
    text: mrkdwn("A site with <https://a.example|a link>"),
    accessory: { type: "image", ...picture },
  },
  {
    type: "section",
    text: mrkdwn("Who is responsible?"),
    accessory: { type: "users_select", action_id: "who", placeholder: plain("Choose person") },
  },
  {
    type: "actions",
    block_id: "decide",
    elements: [
      button("approve", "Review and approve", { style: "primary" }),
      button("deny", "Deny", { style: "danger" }),
      button("ask", "Ask Sam"),
      button("open", "Open portal", { url: "https://pay.example/" }),
      { type: "static_select", action_id: "choose", options: reasons, placeholder: plain("Reason") },
      { type: "datepicker", action_id: "day" },
    ],
  },
  {
    type: "context",
    elements: [{ type: "image", ...picture }, mrkdwn("1 Payments Admin needed · *expires tomorrow*")],
  },
  { type: "divider" },
  { type: "image", title: plain("The site"), ...picture },
  {
    type: "rich_text",
    elements: [
      line(
        words("Bold", { bold: true }),
        words(" struck", { strike: true }),
        words(" under", { underline: true }),
        words(" code", { code: true }),
        { type: "user", user_id: "U1" },
        { type: "emoji", name: "tada" },
        { type: "link", url: "https://a.example", text: "link" },
      ),
      { type: "rich_text_list", style: "ordered", elements: [line(words("Call")), line(words("Check"))] },
      { type: "rich_text_list", style: "bullet", indent: 1, elements: [line(words("a number we had"))] },
      { type: "rich_text_list", style: "ordered", elements: [line(words("Reset"))] },
      { type: "rich_text_quote", elements: [words("Quoted\ntwice")] },
      { type: "rich_text_preformatted", elements: [words("line 1\n  line 2")] },
    ],
  },
  {
    type: "table",
    column_settings: [null, { align: "right" }, { is_wrapped: true }],
    rows: [
      ["Payee", "Open", "Note"],
      ["Petra Alvarez", "1,200.00", "Waits for a new phone, and for somebody who can call back"],
      ["Nora Kim", "90.00", "–"],
    ].map((row) => row.map((text) => ({ type: "raw_text", text }))),
  },
  {
    type: "markdown",
    text: "## Next steps\n\n1. **Call** _Petra_\n2. Read the [guide](https://a.example)\n   - twice\n\n> Never ask for a code\n\n```\nnpm start\n```\n\n| a | b |\n|---|--:|\n| 1 | `2` |\n\n---\n~~Done~~",
  },
];

export const messageGallery = {
  blocks: texts,
  shown: {
    surface: "message" as const,
    busy: ["decide/ask"],
    troubles: { decide: "We had some trouble connecting. Try again?" },
  },
};
