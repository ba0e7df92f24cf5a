// A policy cannot be widened once a document has it: allowing a host means another frame.
import {isHost} from "./hosts.ts";

/** The sandboxed document's HTML with its policy letting it reach these hosts, over https only. */
export function withHosts(html: string, hosts: readonly string[]): string {
  const wrong = hosts.find((host: unknown) => !isHost(host));
  if (wrong !== undefined) throw new RangeError(`trust: invalid host, got ${wrong}`);
  const sources = hosts.map((host) => ` https://${host}`).join("");
  return html.replaceAll(" %hosts%", sources).replaceAll(" %hosts-or-none%", sources || " 'none'");
}
