import { z } from "zod";

const at = z.union([
  z.strictObject({ viewId: z.string() }),
  z.strictObject({ channelId: z.string(), ts: z.string() }),
]);
const fieldValue = z.strictObject({ blockId: z.string(), actionId: z.string(), raw: z.array(z.string()) });
const as = { as: z.string() };
const element = { at, blockId: z.string(), actionId: z.string(), fields: z.array(fieldValue) };

/** Whatever a person does, as the page posts it. `fields` is what was typed and not told to the app yet. */
export const deed = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("say"),
    ...as,
    channelId: z.string(),
    threadTs: z.string().optional(),
    text: z.string(),
  }),
  z.strictObject({ act: z.literal("click"), ...as, ...element, raw: z.array(z.string()) }),
  z.strictObject({ act: z.literal("suggest"), ...as, ...element, query: z.string() }),
  z.strictObject({ act: z.literal("submit"), ...as, viewId: z.string(), fields: z.array(fieldValue) }),
  z.strictObject({ act: z.literal("close"), ...as, viewId: z.string(), isAll: z.boolean() }),
  z.strictObject({ act: z.literal("shortcut"), ...as, callbackId: z.string() }),
  z.strictObject({
    act: z.literal("message-shortcut"),
    ...as,
    channelId: z.string(),
    ts: z.string(),
    callbackId: z.string(),
  }),
  z.strictObject({ act: z.literal("open-app"), ...as, tab: z.enum(["home", "messages"]) }),
  z.strictObject({ act: z.literal("look"), ...as, channelId: z.string(), ts: z.string() }),
  z.strictObject({ act: z.literal("set"), ...as, channelId: z.string(), verb: z.string() }),
]);

export type Deed = z.infer<typeof deed>;
/** Where an element stands. */
export type At = z.infer<typeof at>;
export type FieldValue = z.infer<typeof fieldValue>;
