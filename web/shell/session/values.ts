// What cells ask to keep: in the reader's store once the notebook is trusted, and until then in memory alone.
import type {FrameMessage} from "../../protocol.ts";
import {LARGEST_HOLDINGS, checkRoom, measureValue} from "../store/measureValue.ts";
import type {NotebookRecord, NotebookStore} from "../store/types.ts";

type Request = Extract<FrameMessage, {type: "store" | "attach" | "keep"}>;

export interface ValuesOptions {
  store: () => Promise<NotebookStore>;
  isTrusted: () => boolean;
  /** the reader's copy, if there is one. */
  find: () => Promise<NotebookRecord | undefined>;
  /** the reader's copy, made if there is none. */
  ensure: () => Promise<NotebookRecord>;
}

export class Values {
  readonly #options: ValuesOptions;
  readonly #values = new Map<string, unknown>();
  readonly #files = new Map<string, ArrayBuffer>();

  constructor(options: ValuesOptions) {
    this.#options = options;
  }

  answer(request: Request): Promise<unknown> {
    return this.#options.isTrusted() ? this.#ask(request) : Promise.resolve(this.#recall(request));
  }

  /** Gives the reader's store what was in memory: the notebook is trusted from now on. */
  async moveToStore(): Promise<void> {
    if (this.#values.size + this.#files.size === 0) return;
    const store = await this.#options.store();
    const {id} = await this.#options.ensure();
    for (const [name, value] of this.#values) await store.setValue(id, name, value);
    for (const [name, bytes] of this.#files) await store.attach(id, name, bytes);
    this.#values.clear();
    this.#files.clear();
  }

  async #ask(request: Request): Promise<unknown> {
    const store = await this.#options.store();
    const {name} = request;
    if (request.type === "keep" || (request.type === "store" && request.op === "set")) {
      const {id} = await this.#options.ensure();
      return request.type === "keep"
        ? store.attach(id, name, request.bytes)
        : store.setValue(id, name, request.value);
    }
    const id = (await this.#options.find())?.id;
    if (id === undefined) return undefined;
    if (request.type === "attach") return store.readAttachment(id, name);
    return request.op === "get" ? store.getValue(id, name) : store.deleteValue(id, name);
  }

  #recall(request: Request): unknown {
    const {name} = request;
    if (request.type === "attach") return this.#files.get(name)?.slice(0);
    if (request.type === "keep") {
      checkRoom("attach", request.bytes.byteLength, this.#measure(this.#files, name));
      return void this.#files.set(name, request.bytes);
    }
    if (request.op === "get") return this.#values.get(name);
    if (request.op === "delete") return void this.#values.delete(name);
    checkRoom("store", measureValue(request.value), this.#measure(this.#values, name));
    return void this.#values.set(name, request.value);
  }

  /** Bytes of all the others: files and values share one limit. */
  #measure(kind: Map<string, unknown>, name: string): number {
    let bytes = 0;
    for (const held of [this.#values, this.#files]) {
      for (const [key, value] of held)
        if (held !== kind || key !== name) bytes += measureValue(value);
    }
    return Math.min(bytes, LARGEST_HOLDINGS);
  }
}
