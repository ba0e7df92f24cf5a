import type {IncomingMessage, ServerResponse} from "node:http";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HandlerOptions {
  /** false: no header but the content type. Default true. */
  headers?: boolean;
  /** the path the folder appears under. Default "/". */
  base?: string;
  /** changes an HTML page on its way out. */
  rewrite?: (path: string, html: string) => string;
  /** answers by itself when it returns true. */
  intercept?: (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
}

export interface Listening {
  port: number;
  stop(): Promise<void>;
}

export function makeHandler(folder: string, options?: HandlerOptions): Handler;
export function listen(
  handler: Handler,
  options?: {port?: number; tries?: number}
): Promise<Listening>;
