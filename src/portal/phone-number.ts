import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from "libphonenumber-js/max";

/** What takes texts. In North America nobody can tell a mobile from a landline by its number (RUNTIME 6). */
const textable: ReadonlySet<NumberType> = new Set<NumberType>(["MOBILE", "FIXED_LINE_OR_MOBILE"]);

/** Why a number is refused, by what kind it is (R17): some cost whoever texts them, others anybody can rent for a minute. */
const kindTexts: Partial<Record<NonNullable<NumberType>, string>> = {
  FIXED_LINE: "That's a landline, and it can't get texts. Use a mobile number.",
  VOIP: "That's an internet phone number. Others could come to hold it, so use a mobile number.",
  TOLL_FREE: "That's a toll-free number. Use your own mobile number.",
  PREMIUM_RATE: "That's a premium-rate number. Use your own mobile number.",
  SHARED_COST: "That's a shared-cost number. Use your own mobile number.",
  PAGER: "That's a pager's number. Use a mobile number.",
  VOICEMAIL: "That's a voicemail number. Use a mobile number.",
};
const otherKindText = "We can't text this kind of number. Use a mobile number.";

export type ReadPhone = { ok: true; phone: string } | { ok: false; text: string };

/** A typed number as E.164, if texts may go to it: a valid mobile number of one of the countries (R17). */
export function readPhone(typed: string, country: string, countries: readonly string[]): ReadPhone {
  const invalid = "Check the number: it has too few or too many digits, or isn't one that exists.";
  if (!countries.includes(country) || !isSupportedCountry(country))
    return { ok: false, text: "Choose a country from the list." };
  const number = parse(typed, country);
  if (!number?.isValid() || number.ext) return { ok: false, text: invalid };
  // "+1 876 …" is Jamaica, whatever was chosen: what is texted goes where the number is.
  if (!number.country || !countries.includes(number.country))
    return { ok: false, text: `We can only text numbers in ${countriesText(countries)}.` };
  const kind = number.getType();
  if (textable.has(kind)) return { ok: true, phone: number.number };
  return { ok: false, text: (kind && kindTexts[kind]) ?? otherKindText };
}

function parse(typed: string, country: CountryCode): PhoneNumber | undefined {
  try {
    return parsePhoneNumberWithError(typed, country);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** "United States (+1)", by name. */
export function countryOptions(countries: readonly string[]): { value: string; text: string }[] {
  return countries
    .filter((country) => isSupportedCountry(country))
    .map((value) => ({ value, text: `${nameOf(value)} (+${getCountryCallingCode(value)})` }))
    .sort((a, b) => a.text.localeCompare(b.text, "en-US"));
}

const names = new Intl.DisplayNames("en-US", { type: "region" });
const nameOf = (country: string) => names.of(country) ?? country;

/** "the United States and Canada"; many are counted. */
function countriesText(countries: readonly string[]): string {
  if (countries.length > 4) return "the countries in the list";
  const said = countries.map((one) => (one === "US" || one === "GB" ? `the ${nameOf(one)}` : nameOf(one)));
  return new Intl.ListFormat("en-US", { type: "conjunction" }).format(said);
}
