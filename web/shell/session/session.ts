// One open notebook: its newest text, the sandbox it runs in, what the reader allows it, and where it is kept.
import type {Expected, FrameMessage, RunningCell, Settings, Status, Theme} from "../../protocol.ts";
import type {SiteFiles} from "../files.ts";
import {Heartbeat} from "../heartbeat.ts";
import {Sandbox} from "../sandbox.ts";
import type {NotebookRecord, NotebookStore, Origin, StoreEvent} from "../store/types.ts";
import {CrashFlag} from "../trust/crashFlag.ts";
import {limitSettings} from "../trust/limits.ts";
import {say} from "../../say.ts";
import {Journal, type Saved} from "./journal.ts";
import {keepLastWord, takeLastWord} from "./lastWord.ts";
import {Questions} from "./questions.ts";
import {toOpen, type Source} from "./source.ts";
import {Values} from "./values.ts";

/** What a session needs of the page around it, and tells it. */
export interface SessionHost {
  files: SiteFiles;
  settings: Settings;
  /** where the frame goes. */
  stage: HTMLElement;
  embed: boolean;
  theme: () => Theme;
  store: () => Promise<NotebookStore>;
  onStatus: (status: Status, detail: string) => void;
  /** something that the bar shows is another. */
  onChange: () => void;
  /** the first edit of a published notebook has made a copy, or an adoption did. */
  onCopy: (record: NotebookRecord) => void;
  onControls: (controls: Record<string, unknown>) => void;
  /** cells would like to reach these, and may not. */
  onHosts: (hosts: string[]) => void;
  onAlive: (alive: boolean) => void;
  onConflict: () => void;
  /** what the session does not deal with itself. */
  onMessage: (message: FrameMessage) => void;
}

/** What is known before the text is there: the frame comes up meanwhile. */
export type Head = Pick<Source, "title" | "origin" | "record"> & {
  trusted: boolean;
  hosts: string[];
};

export interface Activity {
  cells: RunningCell[];
  done: number;
  total: number;
  failed: number;
}

const IDLE: Activity = {cells: [], done: 0, total: 0, failed: 0};
/** A frame that does not answer for so long after Stop is removed. */
const STOP_PATIENCE = 150;
const DESCRIBE_PATIENCE = 3000;
const CONTROLS_DELAY = 400;

export class Session {
  readonly origin: Origin;
  title: string;
  trusted: boolean;
  hosts: string[];
  record: NotebookRecord | undefined;
  activity = IDLE;
  source: Source | undefined;
  /** the newest text; undefined while it is on its way. */
  text: string | undefined;
  /** false: opened without running. */
  run: boolean;
  readonly #host: SessionHost;
  readonly #opened: Promise<Source>;
  readonly #journal: Journal;
  readonly #values: Values;
  readonly #flag = new CrashFlag();
  readonly #heartbeat: Heartbeat;
  readonly #questions = new Questions<Extract<FrameMessage, {type: "described"}>>();
  #controls: Record<string, unknown> = {};
  #keepingControls: ReturnType<typeof setTimeout> | undefined;
  #sandbox: Sandbox | undefined;
  #pongs = 0;
  #closed = false;

  constructor(host: SessionHost, head: Head, source: Promise<Source>, run: boolean) {
    this.#host = host;
    this.origin = head.origin;
    this.title = head.title;
    this.trusted = head.trusted;
    this.hosts = head.hosts;
    this.record = head.record;
    this.run = run;
    this.#opened = source.then((given) => {
      this.source = given;
      const last = host.embed ? undefined : takeLastWord(this.#name);
      this.text ??= last ?? given.text;
      this.#controls = given.controls;
      if (last !== undefined && last !== given.text) this.#journal.write(this.text);
      return given;
    });
    this.#journal = new Journal({
      store: host.store,
      record: head.record,
      create: (store) =>
        store.create({text: this.source!.text, origin: this.origin, adopted: this.trusted}),
      onChange: (_saved, record) => this.#keep(record)
    });
    this.#values = new Values({
      store: host.store,
      isTrusted: () => this.trusted && !host.embed,
      find: async () => this.record ?? (await host.store()).findCopy(this.origin),
      ensure: () => this.#ensureRecord()
    });
    this.#heartbeat = new Heartbeat(
      (n) => this.#sandbox?.send({type: "ping", n}),
      (alive) => host.onAlive(alive)
    );
  }

  get saved(): Saved {
    return this.#journal.saved;
  }

  get controls(): Record<string, unknown> {
    return this.#controls;
  }

  /** Opens the frame, or another one with every edit kept. */
  async open(run = this.run): Promise<void> {
    this.#sandbox?.close();
    this.run = run;
    this.activity = IDLE;
    const {files, stage, embed} = this.#host;
    const settings = limitSettings(
      this.#host.settings,
      this.trusted,
      navigator.hardwareConcurrency
    );
    const {hosts} = this;
    this.#flag.set(run);
    this.#host.onStatus("starting", "");
    this.#sandbox = new Sandbox({
      ...{files, settings, hosts},
      theme: this.#host.theme(),
      title: say("shell.frame"),
      parent: stage,
      open: this.#opened.then((source) =>
        toOpen(source, {text: this.text!, controls: this.#controls, run, embed, hosts})
      ),
      onMessage: (message) => this.#hear(message)
    });
    await this.#sandbox.open();
    this.#heartbeat.start();
    this.#host.onChange();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#heartbeat.stop();
    this.#flag.set(false);
    this.#sandbox?.close();
    await this.#journal.settle();
  }

  send(message: Parameters<Sandbox["send"]>[0]): void {
    this.#sandbox?.send(message);
  }

  focus(): void {
    this.#sandbox?.focus();
  }

  /** Resolves to whether the notebook stopped by itself; otherwise its frame is gone, and another one is up. */
  async stop(): Promise<{gently: boolean; cells: RunningCell[]}> {
    const {cells} = this.activity;
    const sandbox = this.#sandbox;
    const before = this.#pongs;
    this.send({type: "command", name: "stop"});
    this.#heartbeat.beat();
    await new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE));
    const gently = this.#pongs > before;
    if (!gently && sandbox === this.#sandbox && !this.#closed) await this.open(false);
    return {gently, cells};
  }

  /** What a link can carry beside the text, with the text up to the last key. */
  async describe(): Promise<{controls: Record<string, unknown>; expected: Expected[]}> {
    const {n, answer} = this.#questions.ask(DESCRIBE_PATIENCE);
    this.send({type: "describe", n});
    return (await answer) ?? {controls: this.#controls, expected: []};
  }

  /** Another text for the notebook, already kept: a restored version, a merge, the other tab's. */
  replace(text: string): void {
    this.text = text;
    this.send({type: "replace", text});
  }

  /** Trusts it with all cores and lasting storage. */
  async adopt(): Promise<void> {
    await this.describe();
    const {id} = await this.#ensureRecord();
    this.#keep(await (await this.#host.store()).update(id, {adopted: true}));
    this.trusted = true;
    await this.#values.moveToStore();
    await this.open();
  }

  /** Lets it reach these hosts and no others, in another frame. */
  async allow(hosts: string[]): Promise<void> {
    await this.describe();
    this.hosts = hosts;
    if (this.record) {
      const store = await this.#host.store();
      this.#keep(await store.update(this.record.id, {hosts}));
    }
    await this.open();
  }

  /** Tries again to keep what could not be kept. */
  keepNow(): void {
    if (this.text !== undefined && !this.#host.embed) this.#journal.write(this.text);
  }

  /** The page goes, and may come back. */
  leave(): void {
    if (this.#host.embed) return;
    const isKept = this.#journal.isClean;
    keepLastWord(this.#name, isKept ? undefined : this.text);
    if (!isKept) this.keepNow();
  }

  /** What it is called where it waits for a reload. */
  get #name(): string {
    return this.record?.id ?? JSON.stringify(this.origin);
  }

  settle(): Promise<void> {
    return this.#journal.settle();
  }

  /** Something was written by another tab. */
  async hearStore({id, kind}: StoreEvent): Promise<void> {
    if (id !== this.record?.id) return;
    const store = await this.#host.store();
    if (kind === "record") return this.#keep(await store.get(id));
    if (kind !== "text") return;
    const theirs = await store.readText(id);
    if (theirs === this.text) return;
    if (this.#journal.isClean) {
      this.#keep(await store.get(id));
      return this.replace(theirs);
    }
    // both wrote at once: theirs stands in the history already, and so shall ours
    await this.#journal.settle();
    this.#keep(await store.write(id, this.text!, "named", say("shell.bothTabs")));
    this.#host.onConflict();
  }

  #hear(message: FrameMessage): void {
    switch (message.type) {
      case "pong":
        this.#pongs++;
        return this.#heartbeat.hear(message.n);
      case "status":
        if (message.status === "failed") this.#heartbeat.stop();
        return this.#host.onStatus(message.status, message.detail);
      case "edited":
        return this.#edit(message.text);
      case "running":
        this.activity = message;
        this.#flag.set(message.cells.length > 0);
        this.#host.onMessage(message);
        return this.#host.onChange();
      case "described":
        return this.#questions.hear(message.n, message);
      case "store":
      case "attach":
      case "keep":
        return void this.#answer(message);
      case "hosts":
        return this.#host.onHosts(message.hosts.filter((name) => !this.hosts.includes(name)));
      case "controls":
        return this.#keepControls(message.controls);
      default:
        return this.#host.onMessage(message);
    }
  }

  #edit(text: string): void {
    if (text === this.text || this.text === undefined) return;
    this.text = text;
    if (this.#host.embed) return;
    this.#journal.write(text);
  }

  async #answer(request: Extract<FrameMessage, {type: "store" | "attach" | "keep"}>) {
    const {n} = request;
    try {
      this.send({type: "answer", n, value: await this.#values.answer(request)});
    } catch (error) {
      this.send({type: "answer", n, error: error instanceof Error ? error.message : String(error)});
    }
  }

  #keepControls(controls: Record<string, unknown>): void {
    this.#controls = controls;
    this.#host.onControls(controls);
    clearTimeout(this.#keepingControls);
    if (!this.record || this.#host.embed) return;
    const {id} = this.record;
    this.#keepingControls = setTimeout(() => {
      const keeping = this.#host.store().then((store) => store.update(id, {controls}));
      // what a slider stood at is not worth a word
      keeping.catch(() => undefined);
    }, CONTROLS_DELAY);
  }

  async #ensureRecord(): Promise<NotebookRecord> {
    const record = await this.#journal.ensureRecord();
    this.#keep(record);
    return record;
  }

  #keep(record: NotebookRecord | undefined): void {
    const isNew = !this.record && record !== undefined;
    this.record = record;
    if (record) this.title = record.title;
    if (isNew) this.#host.onCopy(record);
    this.#host.onChange();
  }
}
