// Finds notebooks by words: every word must occur; where it occurs decides the order.

/** What is searched; `text` only where it is at hand. */
export interface Searchable {
  title: string;
  description: string;
  tags: readonly string[];
  text?: string | undefined;
}

export interface Query {
  words: string[];
  /** all of them must be there; lower case. */
  tags: string[];
}

/** `#tag` in the words asks for a tag. */
export function toQuery(input: string, tags: readonly string[] = []): Query {
  const parts = fold(input).split(/\s+/).filter(Boolean);
  const isTag = (part: string) => part.length > 1 && part.startsWith("#");
  return {
    words: parts.filter((part) => !isTag(part)),
    tags: [...tags.map(fold), ...parts.filter(isTag).map((part) => part.slice(1))]
  };
}

/** The items that match, best first; equals stay in the order given. */
export function findMatches<T extends Searchable>(items: readonly T[], query: Query): T[] {
  return items
    .map((item) => ({item, score: scoreOf(item, query)}))
    .filter(({score}) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({item}) => item);
}

function scoreOf(
  {title, description, tags, text}: Searchable,
  {words, tags: asked}: Query
): number {
  const folded = tags.map(fold);
  if (!asked.every((tag) => folded.includes(tag))) return 0;
  const places: [string, number][] = [
    [fold(title), 8],
    [folded.join(" "), 4],
    [fold(description), 2],
    [fold(text ?? ""), 1]
  ];
  let score = 1;
  for (const word of words) {
    const best = Math.max(...places.map(([place, worth]) => worthOf(place, word, worth)));
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** The start of a word is worth twice its middle. */
function worthOf(place: string, word: string, worth: number): number {
  const at = place.indexOf(word);
  if (at < 0) return 0;
  return ` ${place}`.includes(` ${word}`) ? 2 * worth : worth;
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** All tags with how many have them, most used first. */
export function countTags(items: readonly Searchable[]): {tag: string; count: number}[] {
  const counts = new Map<string, number>();
  for (const {tags} of items)
    for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({tag, count}))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}
