import type { Config } from "../config.ts";
import { tryMail } from "../delivery/try-mail.ts";

/** For `doctor`, which is no part of delivery: the mail server of the configuration, tried. */
export const tryMailServer = (mail: NonNullable<Config["mail"]>, to: string | undefined): Promise<string> =>
  tryMail(mail, to);
