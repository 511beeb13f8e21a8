/** Buttons of Home that are nowhere else. */
export const homeIds = {
  settings: "home_settings",
  channel: "home_channel",
  noChannel: "home_no_channel",
} as const;
