/** What Slack may make of a typed address: `<mailto:petra@acme.com|petra@acme.com>`. */
const mailto = /^<mailto:([^|>]+)(?:\|[^>]*)?>$/;

/** The one address that a text consists of; undefined when it is anything else. */
export function emailIn(text: string): string | undefined {
  const bare = mailto.exec(text)?.[1] ?? text;
  return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(bare) && bare.length <= 254 ? bare : undefined;
}

/**
 * Whether something in the text looks like a code of ours: 6 digits, a setup code, a recovery code. Command texts stay in
 * people's histories, so such a text is refused, and never repeated. Typing is forgiving, so O, I and L count too.
 */
export function holdsCode(text: string): boolean {
  const digits = /(?<![\w@.])\d{3}[ -]?\d{3}(?![\w@.])/.test(text);
  // Typed in groups, a code is the whole text: setup code, recovery code, an authenticator's key.
  const whole = text.replace(/[\s-]/g, "");
  const isKey =
    /^[A-Z2-7]{32}$/i.test(whole) || text.split(/\s+/).some((word) => /^[A-Z2-7]{32}$/i.test(word));
  return digits || isKey || isCrockfordCode(whole) || text.split(/\s+/).some(isCrockfordCode);
}

function isCrockfordCode(word: string): boolean {
  const bare = word.replaceAll("-", "");
  // A digit, because many English words are letters of that alphabet.
  return /^(?:[0-9a-z]{10}|[0-9a-z]{26})$/i.test(bare) && /\d/.test(bare) && !/u/i.test(bare);
}
