/** The strongly connected groups of a graph (Tarjan's algorithm, without recursion: notebooks can be long chains). */
export function findGroups(
  ids: readonly string[],
  next: (id: string) => Iterable<string>
): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const groups: string[][] = [];

  const enter = (id: string) => {
    index.set(id, index.size);
    low.set(id, index.get(id)!);
    path.push(id);
    onPath.add(id);
    return {id, rest: next(id)[Symbol.iterator]()};
  };
  const reach = (id: string, number: number) => low.set(id, Math.min(low.get(id)!, number));

  for (const root of ids) {
    if (index.has(root)) continue;
    const calls = [enter(root)];
    while (calls.length > 0) {
      const {id, rest} = calls[calls.length - 1];
      const step = rest.next();
      if (!step.done) {
        if (!index.has(step.value)) calls.push(enter(step.value));
        else if (onPath.has(step.value)) reach(id, index.get(step.value)!);
        continue;
      }
      calls.pop();
      if (calls.length > 0) reach(calls[calls.length - 1].id, low.get(id)!);
      if (low.get(id) !== index.get(id)) continue;
      const group = path.splice(path.indexOf(id));
      for (const member of group) onPath.delete(member);
      groups.push(group);
    }
  }
  return groups;
}
