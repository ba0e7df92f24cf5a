// Hosts that a notebook may be allowed to reach: public names, spelled in full.

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z])${LABEL}$`);
/** Names that lead into the reader's own machine or network. */
const PRIVATE = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** Whether it is the name of a public host: no address, port, path, wildcard or private name. */
export function isHost(value: unknown): value is string {
  return (
    typeof value === "string" && value.length <= 253 && HOST.test(value) && !PRIVATE.test(value)
  );
}
