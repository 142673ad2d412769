/** `includes` of a list of texts: a loop that has met nothing but texts is several times quicker. */
export function includesText(texts: readonly string[], wanted: string): boolean {
  for (let place = 0; place < texts.length; place++) if (texts[place] === wanted) return true;
  return false;
}
