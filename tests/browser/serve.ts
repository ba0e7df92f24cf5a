import {fileURLToPath} from "node:url";
import {listen, makeHandler} from "../../.tools/serve.mjs";
import type {HandlerOptions, Listening} from "../../.tools/serve.mjs";

/** The built site: browser tests never see sources. */
export const SITE = fileURLToPath(new URL("../../dist/site", import.meta.url));

export interface Site {
  /** where the site's first page is, with a slash at the end. */
  url: string;
  /** path of every request so far. */
  requests: string[];
  /** what is sent instead of the files whose path matches. */
  answers: {path: RegExp; text: string}[];
  /** ends all connections and frees the port. */
  stop(): Promise<void>;
  /** the same address answers again. */
  restart(): Promise<void>;
}

/** A host that sends the site's `_headers`, as `npm start` does. */
export function serveWithHeaders(folder = SITE): Promise<Site> {
  return serve(folder, {});
}

/** A host that sends no header but the type, under a path such as GitHub Pages gives a project. */
export function serveBare(base = "/some/repo/", folder = SITE): Promise<Site> {
  return serve(folder, {headers: false, base});
}

async function serve(folder: string, options: HandlerOptions): Promise<Site> {
  const requests: string[] = [];
  const answers: Site["answers"] = [];
  const handler = makeHandler(folder, {
    ...options,
    intercept: (_request, response, path) => {
      requests.push(path);
      const answer = answers.find((answer) => answer.path.test(path));
      if (answer) response.writeHead(200).end(answer.text);
      return answer !== undefined;
    }
  });
  let listening: Listening | undefined = await listen(handler);
  const {port} = listening;
  return {
    url: `http://localhost:${port}${options.base ?? "/"}`,
    requests,
    answers,
    async stop() {
      await listening?.stop();
      listening = undefined;
    },
    async restart() {
      listening ??= await listen(handler, {port, tries: 1});
    }
  };
}
