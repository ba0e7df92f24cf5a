// What the notebook asks of the page and gets an answer to: stored values and attached files.
import type {Host, LaterMessage} from "../../host.ts";

type Answer = Extract<LaterMessage, {type: "answer"}>;

export interface PageRequests {
  store: {
    get(name: string): Promise<unknown>;
    set(name: string, value: unknown): Promise<void>;
    delete(name: string): Promise<void>;
  };
  /** the bytes of an attached file. */
  loadFile: (name: string) => Promise<ArrayBuffer>;
  attach(name: string, bytes: ArrayBuffer): Promise<void>;
  hear(answer: Answer): void;
}

export function createPageRequests(host: Host): PageRequests {
  const waiting = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>();
  let count = 0;
  type Request = {n: number} & (
    | {type: "store"; op: "get" | "set" | "delete"; name: string; value?: unknown}
    | {type: "attach"; name: string}
    | {type: "keep"; name: string; bytes: ArrayBuffer}
  );
  const ask = (make: (n: number) => Request): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const n = ++count;
      waiting.set(n, {resolve, reject});
      host.send(make(n));
    });
  const store = (op: "get" | "set" | "delete", name: string, value?: unknown) =>
    ask((n) => ({type: "store", n, op, name, value}));

  return {
    store: {
      get: (name) => store("get", name),
      set: async (name, value) => void (await store("set", name, value)),
      delete: async (name) => void (await store("delete", name))
    },
    loadFile: async (name) => (await ask((n) => ({type: "attach", n, name}))) as ArrayBuffer,
    attach: async (name, bytes) => void (await ask((n) => ({type: "keep", n, name, bytes}))),
    hear({n, value, error}) {
      const request = waiting.get(n);
      waiting.delete(n);
      if (error === undefined) request?.resolve(value);
      else request?.reject(new Error(error));
    }
  };
}
