import * as z from "zod";

/** Where a place is, in degrees. */
export const Coordinates = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Coordinates = z.infer<typeof Coordinates>;

/** A radius that makes a great circle as long as the earth's mean one, in km. */
const earth = 6371.0088;

/** How far apart two places are as the crow flies, in km (haversine). */
export function kilometers(one: Coordinates, other: Coordinates): number {
  const north = radians(other.latitude - one.latitude);
  const east = radians(other.longitude - one.longitude);
  const part =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(part)));
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
