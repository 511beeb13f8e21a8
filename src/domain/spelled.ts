/** The words that radio operators and call centers know letters by (ICAO Annex 10, vol. II, 5.2.1.3), for the letters that codes have. */
const words: Readonly<Record<string, string>> = {
  A: "Alfa",
  B: "Bravo",
  C: "Charlie",
  D: "Delta",
  E: "Echo",
  F: "Foxtrot",
  G: "Golf",
  H: "Hotel",
  J: "Juliett",
  K: "Kilo",
  M: "Mike",
  N: "November",
  P: "Papa",
  Q: "Quebec",
  R: "Romeo",
  S: "Sierra",
  T: "Tango",
  V: "Victor",
  W: "Whiskey",
  X: "X-ray",
  Y: "Yankee",
  Z: "Zulu",
};

/** "Tango, 2, X-ray, 9, Foxtrot": a code as it is read out, so that no letter is taken for another. */
export const spelledOut = (code: string) => [...code].map((one) => words[one] ?? one).join(", ");
