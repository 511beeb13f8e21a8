/** "Denied", "a Payments Admin", "Nothing was changed.": a capital first or several words, as no code, kind or purpose is written. */
const isSaid = (text) => /^\p{Lu}\p{Ll}|\p{L}[^\p{L}]* /u.test(text);

/** What is compared with, or handed to a method of a text (`replace`, `startsWith`, `join`), decides, however it reads. */
const decides = ({ parent, key, listKey }) =>
  parent.type === "BinaryExpression" ||
  (parent.type === "SwitchCase" && key === "test") ||
  (parent.type === "CallExpression" && listKey === "arguments" && parent.callee.type === "MemberExpression");

/** A name, a field, a call of such: no choice is made in it. */
const isPlain = (node) => {
  switch (node.type) {
    case "Identifier":
    case "StringLiteral":
      return true;
    case "MemberExpression":
      return isPlain(node.object);
    case "CallExpression":
      return [node.callee, ...node.arguments].every(isPlain);
    default:
      return false;
  }
};

const isWords = (path) => {
  if (path.isStringLiteral()) return isSaid(path.node.value);
  return (
    path.isTemplateLiteral() &&
    path.node.expressions.every(isPlain) &&
    isSaid(path.node.quasis.map((one) => one.value.cooked).join("X"))
  );
};

/** Sentences are for people: to blank one changes no behaviour, and a test of it would only say it again. */
const words = {
  shouldIgnore: (path) => {
    const isDomain = path.hub.file.opts.filename.includes("/src/domain/");
    return isDomain && isWords(path) && !decides(path) ? "words for people" : undefined;
  },
};

export const strykerPlugins = [{ kind: "Ignore", name: "words", value: words }];
