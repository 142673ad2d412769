import type { Hands } from "./hands.ts";

/**
 * A coordinator looks through the open round of matching, or has one worked out, and approves its pairs, at most so many. What
 * was approved and not proposed is proposed; a round in which no pair is possible any more is put away. Answers how many were
 * approved.
 */
export async function approveRound(
  hands: Hands,
  base: string,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const path = await openRound(hands, base);
  if (!path) return 0;
  const round = await hands.open(path);
  for (const form of round.forms.filter(({ action }) => action.endsWith("/propose")))
    await press(hands, form);
  const keys = [...round.html.matchAll(/<input[^>]*form="approve"[^>]*>/g)].flatMap(
    ([tag]) => /value="([^"]+)"/.exec(tag)?.[1] ?? [],
  );
  const version = /name="version" value="(\d+)"/.exec(round.html)?.[1] ?? "";
  const ticked = keys.slice(0, most);
  if (ticked.length === 0) {
    const away = round.forms.find(({ action }) => action.endsWith("/put-away"));
    if (away) await press(hands, away);
    return 0;
  }
  const query = new URLSearchParams([["version", version], ...ticked.map((key) => ["pair", key])]);
  const { forms } = await hands.open(`${path}/approve?${query}`);
  const approve = forms.find(({ action }) => action.endsWith("/approve"));
  if (!approve) return 0;
  await press(hands, approve);
  return ticked.length;
}

/** The address of the round that is looked through, which is worked out where there is none and somebody waits. */
async function openRound(hands: Hands, base: string): Promise<string | undefined> {
  const before = await hands.open(`${base}/matches`);
  const form = before.forms.find(({ action }) => action.endsWith("/matches/rounds"));
  if (form) await press(hands, form);
  const { html } = form ? await hands.open(`${base}/matches`) : before;
  return /href="([^"]+\/matches\/rounds\/\d+)">\s*Look through it/.exec(html)?.[1];
}

const press = (hands: Hands, form: Parameters<Hands["submit"]>[0]): Promise<void> =>
  hands.submit(form, () => undefined);
