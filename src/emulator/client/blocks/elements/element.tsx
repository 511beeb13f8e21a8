/** @jsxImportSource hono/jsx/dom */
import type { Placed } from "../../../block-kit/walk.ts";
import type { Naming } from "../props.ts";
import type { Surface } from "../surface.ts";
import { AddressField } from "./address.tsx";
import { ButtonView } from "./button.tsx";
import { DateField } from "./date.tsx";
import { MultiSelect } from "./multi-select.tsx";
import { NumberField } from "./number.tsx";
import { Options } from "./options.tsx";
import { Overflow } from "./overflow.tsx";
import { PlainText } from "./plain-text.tsx";
import { Select } from "./select.tsx";

/** Any interactive element. https://docs.slack.dev/reference/block-kit/block-elements */
export function ElementView(props: { placed: Placed; surface: Surface; naming: Naming }) {
  const { element } = props.placed;
  switch (element.type) {
    case "button":
      return <ButtonView {...props} element={element} />;
    case "overflow":
      return <Overflow {...props} element={element} />;
    case "plain_text_input":
      return <PlainText {...props} element={element} />;
    case "email_text_input":
    case "url_text_input":
      return <AddressField {...props} element={element} />;
    case "number_input":
      return <NumberField {...props} element={element} />;
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return <DateField {...props} element={element} />;
    case "radio_buttons":
    case "checkboxes":
      return <Options {...props} element={element} />;
    case "static_select":
    case "external_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return <Select {...props} element={element} />;
    case "multi_static_select":
    case "multi_external_select":
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return <MultiSelect {...props} element={element} />;
  }
}
