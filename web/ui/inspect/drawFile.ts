// A file that a cell has made: its name, its size, and a button to take it away. A cell itself can save nothing.
import {say} from "../../say.ts";
import {h} from "../../stdlib/element.ts";
import {showBytes} from "../showBytes.ts";
import type {InspectContext} from "./context.ts";
import {drawFrame} from "./drawFrame.ts";
import {toWords} from "./safely.ts";

const MIME = /^[\w-]+\/[\w.+-]+$/;

export function drawFile(context: InspectContext, file: File): HTMLElement {
  const {document} = context;
  const note = h(document, "span", {class: "value-note", role: "status"});
  const save = async () => {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      // "text/csv;charset=utf-8" is a type with a remark
      const type = file.type.split(";")[0].trim();
      context.download(file.name, MIME.test(type) ? type : "application/octet-stream", bytes);
    } catch (error) {
      note.textContent = say("inspect.notSaved", {why: toWords(error)});
    }
  };
  const label = say("inspect.saveFile", {name: file.name});
  const button = h(document, "button", {type: "button", class: "more", onclick: () => void save()}, label); // prettier-ignore
  const size = h(document, "span", {class: "value-type"}, showBytes(file.size));
  return drawFrame(context, {class: "value-inline value-file"}, button, size, note);
}
