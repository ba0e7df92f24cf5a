// The two quiet buttons at a value's corner: copy, and a menu of files to take away.
import {say} from "../../say.ts";
import {h, svg} from "../../stdlib/element.ts";
import {toWords} from "./safely.ts";
import type {InspectContext} from "./context.ts";

export interface Made {
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** what the reader should know of the file, if anything. */
  note?: string;
}

export interface FileOffer {
  /** as it stands in the menu. */
  label: string;
  make: () => Made | Promise<Made>;
}

export interface Tools {
  /** the text to copy. */
  copy?: () => string;
  files: FileOffer[];
}

const ICONS = {
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  files: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"
};

export function drawTools(context: InspectContext, {copy, files}: Tools): HTMLElement {
  const {document} = context;
  const name = context.name ? `${context.name}: ` : "";
  const note = h(document, "span", {class: "tool-note", role: "status"});
  const tell = (text: string) => {
    note.textContent = text;
    setTimeout(() => {
      if (note.textContent === text) note.textContent = "";
    }, 4000);
  };
  const tools = h(document, "div", {class: "value-tools", "data-transient": true}, note);
  if (copy) {
    const onclick = () => {
      copyText(context, copy).then(
        () => tell(say("inspect.copied")),
        () => tell(say("inspect.notCopied"))
      );
    };
    const label = name + say("inspect.copy");
    tools.append(
      h(
        document,
        "button",
        {type: "button", "aria-label": label, onclick},
        drawIcon(document, "copy")
      )
    );
  }
  if (files.length > 0) tools.append(drawMenu(context, files, name, tell));
  return tools;
}

function drawMenu(
  context: InspectContext,
  files: FileOffer[],
  name: string,
  tell: (text: string) => void
): HTMLElement {
  const {document} = context;
  const summary = h(
    document,
    "summary",
    {"aria-label": name + say("inspect.download")},
    drawIcon(document, "files")
  );
  const menu = h(document, "details", {class: "file-menu"}, summary);
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  const items = files.map(({label, make}) => {
    const onclick = async () => {
      close();
      try {
        const {note, ...file} = await make();
        context.download(file.name, file.mime, file.bytes);
        tell(note ?? say("inspect.saved", {name: file.name}));
      } catch (error) {
        tell(say("inspect.notSaved", {why: toWords(error)}));
      }
    };
    return h(document, "button", {type: "button", onclick: () => void onclick()}, label);
  });
  menu.append(h(document, "div", {class: "file-list"}, ...items));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation();
      close();
    }
  });
  menu.addEventListener("focusout", ({relatedTarget}) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  return menu;
}

function drawIcon(document: Document, name: keyof typeof ICONS): SVGElement {
  return svg(
    document,
    "svg",
    {viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", class: "tool-icon"},
    svg(document, "path", {d: ICONS[name]})
  );
}

async function copyText(context: InspectContext, read: () => string): Promise<void> {
  const {document} = context;
  const text = read();
  if (context.copy) return context.copy(text);
  try {
    await document.defaultView!.navigator.clipboard.writeText(text);
  } catch {
    // a sandboxed document may only copy what is selected
    const area = h(document, "textarea", {class: "copy-area", "aria-hidden": "true"});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copyText: the clipboard is closed to this document");
  }
}
