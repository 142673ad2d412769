import * as z from "zod";

/** A reason why routine mail to a person stands still. Only staff lift it. */
export const Hold = z.lazy(() =>
  z.strictObject({ id: z.string(), at: z.string(), why: z.string(), by: z.string() }),
);
export type Hold = z.infer<typeof Hold>;

/**
 * That staff wrote down how to reach somebody: another address, or that letters may go to the same one again. Which address it was
 * is not kept: who, when and why are.
 */
export const Mending = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    at: z.string(),
    by: z.string(),
    what: z.enum(["address", "letters"]),
    why: z.string(),
  }),
);
export type Mending = z.infer<typeof Mending>;

/**
 * That somebody agreed: when, by which form of the program and which submission of it, asked in which language, to which versions
 * of the words (`texts`), and to what. Those of before number 2 say only when and by which form.
 */
export const Consent = z.lazy(() =>
  z.strictObject({
    at: z.string(),
    from: z.string(),
    submission: z.string().optional(),
    language: z.string().optional(),
    texts: z.array(z.string()).optional(),
    scope: z.array(z.string()).optional(),
  }),
);
export type Consent = z.infer<typeof Consent>;

/**
 * The person behind one or more journeys: how to reach them, and whether we may. Read strongly at the moment of sending.
 * `suppressed` says why the address must not be written to (a bounce, a complaint, an unsubscription).
 */
export const Person = z.lazy(() =>
  z.strictObject({
    schema: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    id: z.string(),
    program: z.string(),
    givenName: z.string(),
    familyName: z.string().default(""),
    email: z.string().optional(),
    phone: z.string().optional(),
    language: z.string(),
    /** Where they live, when it is not where the program is. */
    zone: z.string().optional(),
    consent: Consent.optional(),
    suppressed: z.string().optional(),
    holds: z.array(Hold).default([]),
    /** Since number 3; oldest first. */
    mended: z.array(Mending).optional(),
    createdAt: z.string(),
    version: z.number(),
  }),
);
export type Person = z.infer<typeof Person>;

/** The zone whose hours, holidays and days count for letters to a person. */
export const zoneOf = (person: Pick<Person, "zone">, program: { zone: string }): string =>
  person.zone ?? program.zone;
