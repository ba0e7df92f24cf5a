import type {Settings} from "../../protocol.ts";

/** What a stranger's engine may grow to, in bytes. */
const STRANGERS_MEMORY = 256 * 1024 * 1024;

/** What a notebook may take of this machine: a stranger's gets half the cores and little memory. */
export function limitSettings(settings: Settings, trusted: boolean, cores: number): Settings {
  if (trusted) return settings;
  const half = Math.max(1, Math.floor(cores / 2));
  return {
    ...settings,
    threads: Math.min(half, settings.threads ?? half),
    memory: STRANGERS_MEMORY
  };
}
