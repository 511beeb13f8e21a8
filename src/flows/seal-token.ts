import { boxPlace } from "../crypto/box-place.ts";
import { seal } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import type { BotToken } from "../domain/installation.ts";

/** A workspace's tokens as they are kept (R09). */
export const sealToken = (
  { keys }: Pick<Deps, "keys">,
  { workspaceId, token, rotation }: BotToken & { workspaceId: string },
) => ({
  tokenBox: seal(keys, boxPlace("workspaces.token_box", workspaceId), token),
  refreshBox: rotation
    ? seal(keys, boxPlace("workspaces.refresh_box", workspaceId), rotation.refreshToken)
    : null,
  tokenExpiresAt: rotation?.expiresAt ?? null,
});
