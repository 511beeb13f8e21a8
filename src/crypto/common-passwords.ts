import languageCommon from "@zxcvbn-ts/language-common";

/** The most used passwords, offline (R26). Lower case, as they are compared. */
export const commonPasswords: ReadonlySet<string> = new Set(languageCommon.dictionary["passwords-common"]);
