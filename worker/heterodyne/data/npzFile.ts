// NumPy's archive of arrays: a ZIP file of one .npy member an array, of which only what is asked for is read.
import {openInflated} from "./inflate.ts";
import {openNpyArray} from "./npyFile.ts";
import {readExactly, type Source} from "./source.ts";
import type {Stored, StoredArray} from "./stored.ts";
import {findMember, readZipDirectory} from "./zipDirectory.ts";

const SUFFIX = ".npy";

export async function openNpz(what: string, source: Source): Promise<Stored> {
  const directory = await readZipDirectory(what, source);
  const members = new Map(
    directory
      .filter(({name}) => name.endsWith(SUFFIX))
      .map((member) => [member.name.slice(0, -SUFFIX.length), member])
  );
  const opened = new Map<string, Promise<StoredArray>>();
  const open = async (key: string): Promise<StoredArray> => {
    const member = members.get(key)!;
    const begin = await findMember(what, source, member);
    const {size, packed, method} = member;
    const plain = () => ({
      read: (from: number, to: number) => readExactly(what, source, begin + from, begin + to),
      close: () => undefined
    });
    const deflated = () =>
      openInflated(what, `${key} of ${source.name}`, source, {begin, packed, size});
    return openNpyArray(what, `${key} of ${source.name}`, {
      size,
      open: method === 0 ? plain : deflated
    });
  };
  return {
    kind: "npz",
    keys: [...members.keys()],
    async get(key) {
      if (!members.has(key)) return undefined;
      const array = opened.get(key) ?? open(key);
      opened.set(key, array);
      return array;
    },
    list: () => Promise.resolve([]),
    close: () => undefined
  };
}
