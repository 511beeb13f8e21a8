import { z } from "zod";
import { userObject } from "../state/people.ts";
import { hasScope, method, refuse } from "./method.ts";

/** https://docs.slack.dev/reference/methods/users.info: the email only with users:read.email. */
export const usersInfo = method(["users:read"], z.object({ user: z.string() }), (world, args) => {
  const person = world.people.get(args.user);
  if (!person) return refuse("user_not_found");
  return { ok: true, user: userObject(world, person, { withEmail: hasScope(world, "users:read.email") }) };
});
