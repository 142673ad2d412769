import { type Broken, broken, type Evidence, idIn, isRow, type Written } from "./evidence.ts";

const say = broken("I7");

/** I7: what belongs to a program stays in it. */
export function noBorderCrossed({ rows, programs, mailbox }: Evidence): Broken[] {
  const journeys = rows.filter(({ sk }) => sk === "JOURNEY").flatMap(({ journey }) => journey ?? []);
  const home = new Map(journeys.map(({ id, program }) => [id, program]));
  const people = new Map(
    rows
      .filter(isRow("PERSON"))
      .flatMap(({ person }) => (person ? [[person.id, person.program] as const] : [])),
  );
  const names = programs.map(({ id }) => id);

  function homeOf({ pk, journey, person, submission, link, mail }: Written): string | undefined {
    if (pk.startsWith("JOURNEY#")) return home.get(idIn(pk));
    if (pk.startsWith("PERSON#")) return people.get(idIn(pk));
    if (link) return home.get(link.journey);
    return (journey ?? person ?? submission ?? mail)?.program;
  }

  function namedIn(row: Written): string[] {
    const inside = [row.journey, row.person, row.submission, row.link, row.mail, row.task].flatMap(
      (one) => one?.program ?? [],
    );
    const inKeys = [row.duePk, row.listPk].flatMap(
      (key) => key?.split("#").filter((part) => names.includes(part)) ?? [],
    );
    const others = Object.values(row.journey?.parties ?? {}).flatMap(
      ({ person }) => people.get(person) ?? [],
    );
    const pointed =
      row.pk.startsWith("PERSON#") && row.sk.startsWith("JOURNEY#") ? (home.get(idIn(row.sk)) ?? []) : [];
    const reader = [row.mail?.effect.to, row.link?.person].flatMap((one) => (one && people.get(one)) ?? []);
    return [...inside, ...inKeys, ...others, ...reader].concat(pointed);
  }

  const mails = new Map(rows.flatMap(({ mail }) => (mail ? [[mail.effect.id, mail.program] as const] : [])));
  return [
    ...rows.flatMap((row) => {
      const own = homeOf(row);
      const foreign = own && namedIn(row).find((name) => name !== own);
      return foreign ? [say("wrong", `${row.pk} ${row.sk} of ${own} names ${foreign}`)] : [];
    }),
    ...mailbox.flatMap(({ letter }) => {
      const program = programs.find(({ id }) => id === mails.get(letter.headers["X-Waymark-Mail"] ?? ""));
      return program && program.replyTo !== letter.replyTo
        ? [say("wrong", `a letter of ${program.id} is answered to ${letter.replyTo}`)]
        : [];
    }),
  ];
}
