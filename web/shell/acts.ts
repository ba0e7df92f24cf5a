// What the page does at a command; loaded at the first one.
import {say} from "../say.ts";
import {make} from "./element.ts";
import {isFramed} from "./embed/embed.ts";
import {saveFile} from "./library/saveFile.ts";
import type {ActName, Desk} from "./desk.ts";
import {sayOrigin} from "./session/sayState.ts";
import type {Session} from "./session/session.ts";
import {openShare} from "./share/openShare.ts";
import {renderTrust} from "./trust/trustPanel.ts";

export async function carryOut(name: ActName, page: Desk): Promise<void> {
  const {session} = page;
  if (name === "new") return page.create(`# ${say("shell.newTitle")}\n\n\`\`\`ts\n\n\`\`\`\n`);
  if (name === "more") return showMore(page);
  if (!session) return;
  switch (name) {
    case "share":
      return openShare(session, page);
    case "details":
      return showTrust(session, page);
    case "kept":
      return showKept(session, page);
    case "duplicate":
      return duplicate(session, page);
    case "history": {
      if (!session.record)
        return page.notice.show(say("shell.noHistory"), [], say("shell.dismiss"));
      const {showHistory} = await import("./views.tsx");
      return showHistory(page, session.record.id);
    }
    case "compare":
      return session.record && page.compare(session.record.id);
  }
}

/** On a phone: what has no room in the bar. */
function showMore(page: Desk): void {
  const {session} = page;
  const row = (label: string, act: () => void) =>
    make("button", {type: "button", className: "button quiet", act}, label);
  const open = (name: ActName) => () => void page.act(name);
  page.panel.show("more", say("shell.more"), [
    make(
      "div",
      {className: "menu"},
      ...(session
        ? [
            row(say("shell.history"), open("history")),
            row(say("shell.trust"), open("details")),
            row(say("shell.kept"), open("kept")),
            row(say("shell.duplicate"), open("duplicate")),
            row(say("shell.keys"), () => {
              page.panel.close();
              session.send({type: "command", name: "keys"});
            })
          ]
        : []),
      row(say("shell.theme"), () => page.switchTheme())
    )
  ]);
}

async function showTrust(session: Session, page: Desk): Promise<void> {
  const {findNamedHosts} = await import("./trust/named.ts");
  const named = findNamedHosts(session.text ?? "");
  const view = {
    from: sayOrigin(session.origin),
    trusted: session.trusted,
    cores: navigator.hardwareConcurrency,
    allowed: session.hosts,
    framed: isFramed(),
    named
  };
  const change = (work: Promise<void>) => {
    page.panel.close();
    work.then(
      () => page.refresh(),
      (error: unknown) => page.fail(error)
    );
  };
  page.notice.hide();
  page.panel.show(
    "details",
    say("shell.trust"),
    renderTrust(view, {
      adopt: () => change(session.adopt()),
      allow: (hosts) => change(session.allow(hosts))
    })
  );
}

async function showKept(session: Session, page: Desk): Promise<void> {
  const store = await page.store();
  const {saved} = session;
  const {used, quota, persistent} = await store.usage();
  const size = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const words = [
    saved.kind === "failed"
      ? say("shell.whyNotSaved", {reason: saved.reason})
      : say(store.kind === "memory" ? "shell.whyInMemory" : "shell.whereSaved"),
    ...(used !== undefined && quota !== undefined && store.kind !== "memory"
      ? [say("shell.usage", {used: size(used), quota: size(quota)})]
      : []),
    ...(store.kind !== "memory" ? [say(persistent ? "shell.persistent" : "shell.fleeting")] : [])
  ];
  const download = () =>
    saveFile(
      `${session.title.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "notebook"}.md`,
      new Blob([session.text ?? ""], {type: "text/markdown"})
    );
  const again = make(
    "button",
    {type: "button", className: "button", act: () => session.keepNow()},
    say("shell.again")
  );
  page.panel.show("kept", say("shell.kept"), [
    ...words.map((sentence) => make("p", {}, sentence)),
    make(
      "div",
      {className: "side"},
      make(
        "button",
        {type: "button", className: "button primary", act: download},
        say("shell.saveText")
      ),
      ...(saved.kind === "failed" ? [again] : [])
    )
  ]);
}

async function duplicate(session: Session, page: Desk): Promise<void> {
  await session.describe();
  await session.settle();
  const store = await page.store();
  const {record, origin, trusted} = session;
  const {id} = record
    ? await store.duplicate(record.id)
    : await store.create({text: session.text ?? "", origin, adopted: trusted});
  page.visit({kind: "mine", id});
}
