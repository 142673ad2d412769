/** Yes in the languages of partners' forms, as the first word of an answer. */
const yeses = new Set(
  "yes y true on 1 ok agree joo kyllä ja jah jā taip да так tak ano áno da si sí sì oui sim evet haa haan بله بلی آره نعم هو erê có ใช่ igen ναι".split(
    " ",
  ),
);

/** And no. A word stands in one of the two lists only, whatever the language. */
const noes = new Set(
  "no n not false off 0 don't disagree ei en nej nei nein nie non ne nē nė não нет не ні ni maya hayır خیر نه لا نا na không ไม่ nem όχι".split(
    " ",
  ),
);

/** What an answer says, by its first word; undefined when that is neither yes nor no. */
export function yesOrNo(words: string): boolean | undefined {
  const [first = ""] = words
    .trim()
    .toLowerCase()
    .split(/[\s,.;:!،。–—(]/);
  if (yeses.has(first)) return true;
  return noes.has(first) ? false : undefined;
}
