import { z } from "zod";
import { newSocketUrl } from "../state/sockets.ts";
import { type Method, method } from "./method.ts";

/** https://docs.slack.dev/reference/methods/apps.connections.open: by the app's own token, with nothing in the body. */
export const connectionsOpen: Method = {
  ...method([], z.object({}), (world) => ({ ok: true, url: newSocketUrl(world) })),
  token: "app",
};
