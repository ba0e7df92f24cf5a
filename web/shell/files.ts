import type {Settings, ShippedFile, ShippedNotebook, SiteList} from "../protocol.ts";

/** The files of the build, as bytes; each is fetched once. */
export class SiteFiles {
  readonly #site: SiteList;
  #texts: Promise<Record<string, string>> | undefined;
  readonly #loads = new Map<string, Promise<ArrayBuffer>>();

  constructor(site: SiteList) {
    this.#site = site;
  }

  get site(): SiteList {
    return this.#site;
  }

  async load(path: string): Promise<ArrayBuffer> {
    if (!this.#site.packed.includes(path)) return this.#fetch(path);
    return new TextEncoder().encode(await this.loadText(path)).buffer;
  }

  /** One of the packed texts. */
  async loadText(name: string): Promise<string> {
    this.#texts ??= this.#fetch(this.#site.texts).then(
      (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>
    );
    return (await this.#texts)[name];
  }

  #fetch(path: string): Promise<ArrayBuffer> {
    const known = this.#loads.get(path);
    if (known) return known;
    const loading = fetchBytes(path);
    this.#loads.set(path, loading);
    loading.catch(() => this.#loads.delete(path));
    return loading;
  }

  /** Everything the sandboxed document starts with. */
  async loadFirst({numerics}: Settings): Promise<Record<string, ArrayBuffer>> {
    const assets = Object.entries(this.#site.assets).filter(
      ([name]) => numerics === "fast" || name !== "relaxed.wasm"
    );
    const paths = [...this.#site.eager, ...assets.map(([, path]) => path)];
    const files = await Promise.all(paths.map((path) => this.load(path)));
    return Object.fromEntries(paths.map((path, i) => [path, files[i]]));
  }

  /** A notebook that comes with the site, or undefined where there is none of that name. */
  async loadShipped(name: string): Promise<ShippedFile | undefined> {
    const found = this.findShipped(name);
    if (!found) return undefined;
    return JSON.parse(new TextDecoder().decode(await this.load(found.file))) as ShippedFile;
  }

  findShipped(name: string): ShippedNotebook | undefined {
    return this.#site.notebooks.find((notebook) => notebook.name === name);
  }

  /** Whether the sandboxed document may ask for it later. */
  isLazy(path: string): boolean {
    const {lazy, lazyAssets} = this.#site;
    return (
      Object.values(lazyAssets).includes(path) ||
      Object.values(lazy).some((files) => files.includes(path))
    );
  }
}

async function fetchBytes(path: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return response.arrayBuffer();
}
