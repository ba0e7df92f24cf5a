// What stands for elements where there is no document: it can be made, passed around and displayed, and
// only touching it is an error, by which a run without a browser knows such cells.

/** A cell touched the document where there is none. */
export class NoDocumentError extends Error {
  override name = "NoDocumentError";
}

/** Of a class of its own, so that it is no plain record and has no digest. */
class Placeholder {
  readonly type = "dom";
}

export function isPlaceholder(value: unknown): boolean {
  return value instanceof Placeholder;
}

/** `what`: what it stands for, such as `html`. */
export function makePlaceholder(what: string): object {
  const target = new Placeholder();
  const refuse = (key: string | symbol): never => {
    throw new NoDocumentError(`${what}: expected a document to read ${String(key)}, got none here`);
  };
  return new Proxy(target, {
    get(_, key) {
      if (key === "type") return target.type;
      // asked by await, by printing and by whoever wonders what this is
      if (typeof key === "symbol" || key === "then" || key === "constructor") {
        return Reflect.get(target, key) as unknown;
      }
      // what a mark and a plot have that draws more
      if (key === "plot" || key === "legend") return () => makePlaceholder(`${what}.${key}`);
      if (/^(next|return|toJSON|nodeType|tagName)$/.test(key)) return undefined;
      return refuse(key);
    },
    set: (_, key) => refuse(key)
  });
}

/** A tag for templates, or any function that would give an element. */
export function makePlaceholderFunction(what: string): () => object {
  return Object.assign(() => makePlaceholder(what), {
    fragment: () => makePlaceholder(what),
    block: () => makePlaceholder(what)
  });
}

/** A library all of whose functions give placeholders. */
export function makePlaceholderLibrary(what: string): object {
  return new Proxy(
    {},
    {
      get: (_, key) =>
        typeof key === "symbol" || key === "then" || key === "next"
          ? undefined
          : makePlaceholderFunction(`${what}.${key}`)
    }
  );
}
