import { z } from "zod";
import { line, sentCode } from "../forms.ts";
import { readPhone } from "../phone-number.ts";

/** A typed number as E.164, or what is wrong with it at its field (R17); and the fresh code that it takes. */
export const numberForm = (countries: readonly string[]) =>
  z
    .object({ ...sentCode, country: z.string().optional(), phone: line("Type your mobile number.", 40) })
    .transform((form, context) => {
      const read = readPhone(form.phone, form.country ?? countries[0] ?? "", countries);
      if (read.ok) return { ...form, phone: read.phone };
      context.addIssue({ code: "custom", path: ["phone"], message: read.text });
      return z.NEVER;
    });
