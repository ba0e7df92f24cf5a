/** A heading as the end of an address, unlike those already taken. */
export function toSlug(text: string, taken: Set<string>): string {
  const words = text
    .toLowerCase()
    .slice(0, 100)
    .match(/[\p{L}\p{N}]+/gu);
  const base = words?.join("-") ?? "section";
  let slug = base;
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
  taken.add(slug);
  return slug;
}
