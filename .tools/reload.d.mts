import type {HandlerOptions} from "./serve.mjs";

export interface Reloader extends Required<Pick<HandlerOptions, "rewrite" | "intercept">> {
  built(): void;
  failed(text: string): void;
}

export function makeReloader(folder: string): Reloader;
export function rebuildOnChange(options: {
  build: () => Promise<void>;
  reloader: Pick<Reloader, "built" | "failed">;
  watched: string[];
  log?: (text: string) => void;
}): Promise<() => void>;
