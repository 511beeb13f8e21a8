/** Above a form that was drawn again with a new challenge: everything but the code is still there. */
export const renewedText = {
  challenge_expired:
    "This form was open too long, so it was renewed. Nothing was changed. Type a new code below.",
  challenge_exhausted:
    "Too many wrong codes, so this form was renewed. Nothing was changed. Check that you read the right entry in your app.",
};

/** Of a code that is typed into the form of an act. */
export const wrongCodeText = (triesLeft: number) =>
  triesLeft > 0
    ? `That code isn't right. ${triesLeft} ${triesLeft === 1 ? "try" : "tries"} left.`
    : "That code isn't right, and this was the last try in this form. Send it once more to begin anew.";

/** Of a code with a digit too few or too many, or none at all. */
export const notSixDigitsText = "Your code is 6 digits. Type all of them.";

/** Of a form that is worth nothing more; `again` is how one begins anew here. */
export const overTexts = {
  challenge_expired: (again: string) => `This form is no longer valid. ${again} Nothing was changed.`,
  challenge_exhausted: (again: string) => `Too many wrong codes in this form. ${again} Nothing was changed.`,
};
