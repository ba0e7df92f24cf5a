// What the sandboxed document needs of the build: its chunks, each after those it imports.

/** The part of the bundler's chunks that is read here. */
export interface Chunk {
  fileName: string;
  imports: string[];
  dynamicImports: string[];
  code: string;
}

export interface FrameChunks {
  /** files to load at once, imported ones first; the last is the entry. */
  eager: string[];
  /** for each lazily imported file, what to load for it, imported ones first, itself last. */
  lazy: Record<string, string[]>;
}

/** Sorts the chunks that an entry reaches; a cycle cannot be loaded from blob URLs and is an error. */
export function findFrameChunks(chunks: ReadonlyMap<string, Chunk>, entry: string): FrameChunks {
  const eager = sortChunks(chunks, entry, new Set());
  const lazy: Record<string, string[]> = {};
  const waiting = eager.slice();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const target of find(chunks, file).dynamicImports) {
      if (target in lazy) continue;
      lazy[target] = sortChunks(chunks, target, new Set(eager));
      waiting.push(...lazy[target]);
    }
  }
  return {eager, lazy};
}

function sortChunks(
  chunks: ReadonlyMap<string, Chunk>,
  root: string,
  loaded: Set<string>
): string[] {
  const order: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (loaded.has(file)) return;
    if (path.includes(file))
      throw new Error(`site: chunks import one another: ${[...path, file].join(" → ")}`);
    for (const imported of find(chunks, file).imports) visit(imported, [...path, file]);
    loaded.add(file);
    order.push(file);
  };
  visit(root, []);
  return order;
}

function find(chunks: ReadonlyMap<string, Chunk>, file: string): Chunk {
  const chunk = chunks.get(file);
  if (!chunk) throw new Error(`site: missing chunk ${file}`);
  return chunk;
}

/** Sends a chunk's `import("./x.js")` to the document's own loader: no URL resolves in the sandbox. */
export function rewriteDynamicImports({code, dynamicImports, fileName}: Chunk): string {
  let text = code;
  for (const file of dynamicImports) {
    const specifier = `./${baseName(file)}`;
    const call = new RegExp(
      `import\\(\\s*(["'\`])${specifier.replaceAll(".", "\\.")}\\1\\s*\\)`,
      "g"
    );
    if (!call.test(text)) throw new Error(`site: ${fileName} imports ${file} in an unknown way`);
    text = text.replace(call, `cuvetteImport("${file}")`);
  }
  return text;
}

export function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
