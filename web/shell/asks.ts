// What a notebook asks of the page: each is put to the reader, and only a click does it.
import type {FrameMessage} from "../protocol.ts";
import {say} from "../say.ts";
import type {Desk} from "./desk.ts";
import {saveFile} from "./library/saveFile.ts";

type Asked<T extends FrameMessage["type"]> = Extract<FrameMessage, {type: T}>;

export function askLink({url}: Asked<"link">, {notice}: Desk): void {
  const actions = [{label: say("shell.open"), act: url}];
  notice.show(say("shell.openLink", {url}), actions, say("shell.notNow"));
}

export function askDownload({name, mime, bytes}: Asked<"download">, {notice}: Desk): void {
  const {byteLength} = bytes;
  const size = byteLength < 1e5 ? `${byteLength} bytes` : `${(byteLength / 1e6).toFixed(1)} MB`;
  const save = () => saveFile(name, new Blob([bytes], {type: mime}));
  const actions = [{label: say("shell.save"), act: save}];
  notice.show(say("shell.saveFile", {name, size}), actions, say("shell.notNow"));
}

/** Tells the reader of hosts that cells would like to reach, if the front matter names them. */
export async function askHosts(hosts: string[], desk: Desk): Promise<void> {
  const {session} = desk;
  if (!session || hosts.length === 0) return;
  const {findNamedHosts} = await import("./trust/named.ts");
  const named = findNamedHosts(session.text ?? "").filter((host) => hosts.includes(host));
  if (named.length === 0 || session !== desk.session) return;
  desk.notice.show(
    say("shell.wantsHosts", {hosts: named.join(", ")}),
    [{label: say("shell.decide"), act: () => void desk.act("details")}],
    say("shell.notNow")
  );
}

/** A better version than the one that is open waits. */
export function askReload(accept: () => void, {notice, session}: Desk): void {
  const reload = async () => {
    await session?.settle();
    accept();
  };
  const actions = [{label: say("shell.reload"), act: () => void reload()}];
  notice.show(say("shell.update"), actions, say("shell.notNow"));
}
