// The page: goes where the address says, opens the notebook there in its sandbox, and does for it what needs
// the page's rights. Everything that a first visit does not need is loaded when it is needed.
import type {FrameMessage, Settings, Status} from "../protocol.ts";
import {say} from "../say.ts";
import {askDownload, askHosts, askLink, askReload} from "./asks.ts";
import {Bar, type BarView} from "./bar.ts";
import type {ActName, Desk} from "./desk.ts";
import {createOutside, isFramed} from "./embed/embed.ts";
import type {SiteFiles} from "./files.ts";
import type {Shelf} from "./library/props.ts";
import {Notice} from "./notice.ts";
import {once} from "./once.ts";
import {Panel} from "./panel.ts";
import {printRoute, readRoute, type Place, type Route} from "./route.ts";
import {openPlace, type NotebookPlace} from "./session/openPlace.ts";
import {readPageState, writePageState} from "./session/pageState.ts";
import {saySaved, sayTrust} from "./session/sayState.ts";
import {Session, type SessionHost} from "./session/session.ts";
import type {NotebookStore} from "./store/types.ts";
import {Trace} from "./store/trace.ts";
import {keepTheme, nextTheme, readTheme} from "./theme.ts";
import {hasCrashed} from "./trust/crashFlag.ts";

/** What a first-time reader sees. */
const FIRST = "welcome";

/** Milliseconds after which the rest of the site is fetched for offline use, whatever the notebook does. */
const LATE = 5000;

export interface PageParts {
  files: SiteFiles;
  settings: Settings;
  offline: boolean;
}

const find = (id: string) => document.getElementById(id)!;

export class Page implements Desk {
  readonly notice = new Notice(document.body);
  readonly panel = new Panel(document.body);
  readonly store: () => Promise<NotebookStore>;
  readonly files: SiteFiles;
  session: Session | undefined;
  /** the address that was opened, also when the bar shows a shorter one. */
  place: Place = {kind: "home"};
  readonly #parts: PageParts;
  readonly #bar: Bar;
  readonly #outside = createOutside();
  readonly #isCrashed = hasCrashed();
  #embed = false;
  #isKept = false;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #closeView: (() => void) | undefined;
  #strip: BarView["strip"];

  constructor(parts: PageParts) {
    this.#parts = parts;
    this.files = parts.files;
    this.store = once(async () => {
      const {openStore} = await import("./store/openStore.ts");
      const store = await openStore();
      store.listen((event) => void this.session?.hearStore(event));
      return store;
    });
    const mark = document.querySelector(".cover .mark")!.cloneNode(true) as SVGElement;
    mark.setAttribute("width", "22");
    mark.setAttribute("height", "22");
    const run = (name: ActName) => () => void this.act(name);
    this.#bar = new Bar(find("bar"), find("strip"), mark, {
      library: run("library"),
      saved: run("kept"),
      trust: run("details"),
      history: run("history"),
      share: run("share"),
      stop: () => void this.#stop(),
      theme: () => this.switchTheme(),
      more: run("more"),
      keys: () => this.session?.send({type: "command", name: "keys"})
    });
    addEventListener("hashchange", () => void this.go());
    addEventListener("pagehide", () => this.session?.leave());
  }

  /** Goes where the address says. */
  async go(): Promise<void> {
    const turn = ++this.#turn;
    const route = readRoute(location.hash, location.search);
    this.#embed = route.embed || isFramed();
    document.documentElement.dataset.embed = String(this.#embed);
    this.#setStatus("starting");
    await this.#leave();
    if (turn !== this.#turn) return;
    const place = this.#resolve(route.place);
    this.place = place;
    document.documentElement.dataset.place = place.kind;
    try {
      if (place.kind === "library") await this.#showLibrary(place.shelf);
      else await this.#openNotebook(place as NotebookPlace, route, () => turn === this.#turn);
    } catch (error) {
      if (turn === this.#turn) this.fail(error);
    }
  }

  /** Goes to a place of this site. */
  visit(place: Place): void {
    const hash = printRoute(place);
    if (location.hash === hash) void this.go();
    else location.hash = hash;
  }

  /** One of the page's own commands, asked for by a button or by the notebook: it only opens something. */
  async act(name: ActName): Promise<void> {
    if (name === "library") return this.visit({kind: "library", shelf: undefined});
    if (this.panel.shows(name)) return this.panel.close();
    const {carryOut} = await import("./acts.ts");
    await carryOut(name, this);
  }

  fail(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#setStatus("failed", detail);
    find("cover").hidden = true;
    this.notice.show(say("shell.notOpened", {detail}), [
      {label: say("shell.again"), act: () => location.reload()},
      ...(this.#embed ? [] : [{label: say("shell.library"), act: () => void this.act("library")}])
    ]);
  }

  /** Another sandbox for the notebook as it now stands. */
  async reopen(run: boolean): Promise<void> {
    await this.session?.open(run).catch((error: unknown) => this.fail(error));
  }

  switchTheme(): void {
    this.#setTheme(nextTheme(readTheme()));
  }

  /** A notebook of the reader's own. */
  async create(text: string): Promise<void> {
    const store = await this.store();
    const {id} = await store.create({text, origin: {kind: "own"}});
    this.visit({kind: "mine", id});
  }

  /** Shows a copy beside what is published: now, or when the copy was made. */
  async compare(id: string, published?: string): Promise<void> {
    const {showCompare} = await import("./views.tsx");
    await showCompare(this, id, published);
  }

  get isEmbedded(): boolean {
    return this.#embed;
  }

  /** The line that says which of two texts this is. */
  async findStrip(): Promise<void> {
    const {session} = this;
    if (!session || this.#embed) return;
    // without it nothing is lost: the notebook is open
    const strip = await import("./session/strip.ts")
      .then(({findStrip}) => findStrip(session, this))
      .catch(() => undefined);
    if (session !== this.session) return;
    this.#strip = strip;
    this.refresh();
  }

  refresh(): void {
    const {session} = this;
    this.#bar.show({
      title: session?.title ?? "",
      saved: session ? saySaved(session.saved, session.record) : {text: "", kind: ""},
      trust: session ? sayTrust(session) : "",
      running: session?.activity.cells.length ?? 0,
      theme: readTheme(),
      hasNotebook: session !== undefined,
      strip: session && this.#strip
    });
    document.title = session?.title ? `${session.title} · Cuvette` : "Cuvette";
  }

  #resolve(place: Place): Place {
    if (place.kind !== "home") return place;
    // a mark outside the database: the first visit waits for no database
    if (!this.#embed && new Trace("cuvette").wasKept()) return {kind: "library", shelf: undefined};
    return this.files.findShipped(FIRST)
      ? {kind: "shipped", name: FIRST}
      : {kind: "library", shelf: undefined};
  }

  async #leave(): Promise<void> {
    const {session} = this;
    this.session = undefined;
    this.#strip = undefined;
    this.panel.close();
    this.notice.hide();
    this.#closeView?.();
    this.#closeView = undefined;
    await session?.close();
  }

  async #openNotebook(place: NotebookPlace, route: Route, isWanted: () => boolean): Promise<void> {
    const {files, store} = this;
    const {address, controls} = readPageState();
    // what the bar no longer shows came along with the tab's history
    const asked =
      place.kind === "published" && /^n\/?$/.test(place.address) && address !== undefined
        ? {...place, address}
        : place;
    this.place = asked;
    const {head, source} = await openPlace(asked, {files, store, embed: this.#embed});
    if (!isWanted()) return;
    const given = source.then((found) =>
      controls ? {...found, controls: {...found.controls, ...controls}} : found
    );
    const host: SessionHost = {
      files,
      settings: this.#parts.settings,
      stage: find("notebook"),
      embed: this.#embed,
      theme: readTheme,
      store,
      onStatus: (status, detail) => this.#hearStatus(status, detail),
      onChange: () => this.refresh(),
      onCopy: ({id}) => {
        this.place = {kind: "mine", id};
        if (!this.#embed) history.replaceState(null, "", printRoute(this.place));
        void store().then((kept) => kept.persist());
        void this.findStrip();
      },
      onControls: (values) => {
        if (!session.record) writePageState({controls: values});
      },
      onHosts: (hosts) => (this.#embed ? undefined : void askHosts(hosts, this)),
      onAlive: (alive) => this.#hearAlive(alive),
      onConflict: () =>
        this.notice.show(
          say("shell.conflict"),
          [{label: say("shell.history"), act: () => void this.act("history")}],
          say("shell.dismiss")
        ),
      onMessage: (message) => this.#hear(message)
    };
    const crashed = this.#isCrashed && this.#turn === 1;
    const session = new Session(host, head, given, !route.safe && !crashed);
    this.session = session;
    this.#shorten(asked, route);
    await session.open();
    if (!session.run) this.#sayQuiet(crashed ? say("shell.crashed") : say("shell.safe"));
    const {remark, engine} = await given;
    if (session !== this.session) return;
    if (remark) this.notice.show(remark, [], say("shell.dismiss"));
    if (engine && engine !== files.site.version) {
      const {offerEngine} = await import("./engines.ts");
      await offerEngine(engine, this);
    }
  }

  /** A long link leaves the bar once it is open, and stays with this entry of the tab's history. */
  #shorten(place: Place, {embed, safe}: Route): void {
    if (embed || place.kind !== "published" || !place.address.startsWith("n/")) return;
    writePageState({address: place.address});
    const short = printRoute({kind: "published", address: "n"}, {safe});
    history.replaceState(history.state, "", short);
  }

  async #showLibrary(shelf: Shelf | undefined): Promise<void> {
    const {mountLibrary} = await import("./views.tsx");
    const turn = this.#turn;
    const close = await mountLibrary(find("notebook"), this, shelf);
    if (turn !== this.#turn) return close();
    this.#closeView = close;
    this.#hearStatus("result", "library");
    this.refresh();
  }

  #hear(message: FrameMessage): void {
    switch (message.type) {
      case "theme":
        return this.#setTheme(message.theme);
      case "link":
        return askLink(message, this);
      case "open":
        // only what comes with the site: nothing that a notebook could choose freely
        if (this.files.findShipped(message.name)) location.hash = `#/open/${message.name}`;
        return;
      case "download":
        return askDownload(message, this);
      case "command":
        return this.#embed ? undefined : void this.act(message.name);
      case "height":
        return this.#embed ? this.#outside.height(message.height) : undefined;
      case "running":
        return this.#embed ? this.#outside.progress(message) : undefined;
    }
  }

  #setTheme(theme: ReturnType<typeof readTheme>): void {
    keepTheme(theme);
    this.session?.send({type: "theme", theme});
    this.refresh();
  }

  async #stop(): Promise<void> {
    const {session} = this;
    if (!session) return;
    const {gently, cells} = await session.stop();
    if (gently || session !== this.session) return;
    const [{id, line}] = cells.length > 0 ? cells : [{id: "", line: 0}];
    this.#sayQuiet(id ? say("shell.stopped", {id, line}) : say("shell.stoppedSomewhere"));
  }

  #sayQuiet(text: string): void {
    this.notice.show(
      text,
      [{label: say("shell.run"), act: () => void this.reopen(true)}],
      say("shell.dismiss")
    );
  }

  #hearAlive(alive: boolean): void {
    document.documentElement.dataset.alive = String(alive);
    if (alive) this.notice.hide();
    else
      this.notice.show(say("shell.hangs"), [
        {label: say("shell.stop"), act: () => void this.#stop()}
      ]);
  }

  #hearStatus(status: Status, detail: string): void {
    const root = document.documentElement;
    // the first result counts, also when later ones follow
    const isLater = root.dataset.status === "result" && status !== "failed";
    if (!isLater || status === "starting") this.#setStatus(status, detail);
    if (status === "failed") return this.fail(detail);
    if (status === "starting") return;
    find("cover").hidden = true;
    if (isLater) return;
    // keys go to what was opened, unless the reader has gone elsewhere meanwhile
    if (!this.#embed && (!document.activeElement || document.activeElement === document.body))
      this.session?.focus();
    // the notebook is on the screen: now the store may be asked, and its letters serve the bar too
    void this.findStrip();
    this.#loadLetters().catch(() => undefined);
    // a notebook of words alone has no result: then a while later
    if (this.#parts.offline) this.#keepIn(status === "result" ? 0 : LATE);
  }

  #keepIn(ms: number): void {
    clearTimeout(this.#keeping);
    if (this.#isKept) return;
    this.#keeping = setTimeout(() => {
      this.#isKept = true;
      this.#keepForOffline().catch(() => undefined);
    }, ms);
  }

  async #loadLetters(): Promise<void> {
    const path = this.files.site.assets["inter.woff2"];
    if (!path || document.fonts.size > 0) return;
    document.fonts.add(new FontFace("Inter", await this.files.load(path), {weight: "400 650"}));
  }

  async #keepForOffline(): Promise<void> {
    const {keepForOffline} = await import("./isolation.ts");
    await keepForOffline();
    const {listenForUpdates} = await import("./updates.ts");
    const script = import.meta.url.slice(new URL("./", document.baseURI).href.length);
    await listenForUpdates([this.files.site.texts, script], (accept) => askReload(accept, this));
  }

  #setStatus(status: Status, detail = ""): void {
    document.documentElement.dataset.status = status;
    document.documentElement.dataset.detail = detail;
    performance.mark(`cuvette:${status}`);
  }
}
