import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { tellAdministrators } from "./tell-administrators.ts";

/** Emergency access begins, or happens: every administrator hears of it in Slack and by mail, whom it is about, too (R58). */
export const alarmAdministrators = (
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { breakGlassId, news }: { breakGlassId: string; news: "opened" | "confirmed" },
): Promise<void> =>
  tellAdministrators(tx, deps, {
    refId: breakGlassId,
    dm: "break_glass_alert_dm",
    mail: "break_glass_alert_mail",
    except: [],
    payload: { news },
  });
