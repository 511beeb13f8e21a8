import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { type KeyRing, open } from "../crypto/secret-box.ts";
import type { User } from "../store/users.ts";
import { contactPhonePlace } from "./insert-invited.ts";

/** The number that this person is called at, as it is on file. It is for calling, and proves nothing (R51). */
export const contactPhoneOf = (keys: KeyRing, { id, contactPhoneBox }: User): string | undefined =>
  contactPhoneBox ? open(keys, contactPhonePlace(id), contactPhoneBox) : undefined;

/** The last two digits: what may be shown of it. */
export const contactHint = (phone: string) => phone.replace(/\D/g, "").slice(-2);

/** Whoever invites types the number as it stands on a card: it may be no real one, or not a number at all. */
export const parseContactPhone = (typed: string) => parsePhoneNumberFromString(typed, "US");

/** An E.164 number as it goes on file, for people to read and dial: "+1 212 555 0144". */
export const dialable = (phone: string) => parseContactPhone(phone)?.formatInternational() ?? phone;
