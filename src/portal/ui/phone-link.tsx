import { phoneText } from "./help.ts";

/** A number to call, which a phone dials. It never breaks in the middle of a line. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phoneText(phone)}</a>
);
