import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import { personPath } from "../paths.ts";
import { namesOf } from "../person/naming.ts";

/** The first name, as the way to everything about the person. */
export const PersonLink: FC<{ desk: Desk; journey: Journey }> = ({ desk, journey }) => (
  <a href={personPath(desk.base, journey.id)}>
    <bdi>{namesOf(journey)}</bdi>
  </a>
);
