import { z } from "zod";

const waitMs = z.int().min(0).max(600_000);

const callFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("slow"), ms: waitMs }),
  z.strictObject({ kind: z.literal("429"), retryAfter: z.int().min(1).max(3600) }),
  z.strictObject({ kind: z.literal("500") }),
  z.strictObject({ kind: z.literal("drop") }),
  z.strictObject({ kind: z.literal("lost") }),
  z.strictObject({ kind: z.literal("error"), error: z.string().regex(/^[a-z][a-z_]{0,60}$/) }),
]);

const deliveryFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("duplicate"), times: z.int().min(2).max(20) }),
  z.strictObject({ kind: z.literal("delayed"), ms: waitMs }),
  z.strictObject({ kind: z.literal("reordered") }),
]);

const switchOn = {
  act: z.literal("switch-on"),
  on: z.string().min(1).max(100),
  lasts: z.enum(["once", "always"]),
};

/** Whatever the inspector's page asks for, as it posts it. */
export const inspectorDeed = z.union([
  z.strictObject({ act: z.literal("replay"), id: z.string() }),
  z.strictObject({ act: z.literal("send"), id: z.string(), times: z.int().min(1).max(20), delayMs: waitMs }),
  z.strictObject({ ...switchOn, side: z.literal("calls"), fault: callFault }),
  z.strictObject({ ...switchOn, side: z.literal("deliveries"), fault: deliveryFault }),
  z.strictObject({
    act: z.literal("switch-off"),
    side: z.enum(["calls", "deliveries"]),
    on: z.string(),
  }),
  z.strictObject({ act: z.literal("rate-limits"), isOn: z.boolean() }),
  z.strictObject({ act: z.literal("end-all") }),
]);

export type InspectorDeed = z.infer<typeof inspectorDeed>;
