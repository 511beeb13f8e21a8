/** The shortcodes that apps use most; others stay as they are written. */
const emoji: Record<string, string> = {
  white_check_mark: "✅",
  heavy_check_mark: "✔️",
  x: "❌",
  warning: "⚠️",
  no_entry: "⛔",
  lock: "🔒",
  unlock: "🔓",
  key: "🔑",
  hourglass_flowing_sand: "⏳",
  tada: "🎉",
  wave: "👋",
  bell: "🔔",
  information_source: "ℹ️",
  link: "🔗",
  iphone: "📱",
  email: "📧",
};

export function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/g, (written, name: string) => emoji[name] ?? written);
}
