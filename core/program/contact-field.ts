/** Fields that go to the person and not to the facts. */
export const contactFields = ["givenName", "familyName", "email", "phone", "language", "zone"] as const;
export type ContactField = (typeof contactFields)[number];
