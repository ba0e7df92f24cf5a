// What a line of Markdown means for where cells begin: whether it stands inside a fence or a
// comment. Only that much of Markdown is understood here, and never more than one line at a time.

export interface Fence {
  /** such as three backticks. */
  marker: string;
  info: string;
  indent: number;
}

/** What is open after a line. */
export interface ProseState {
  /** what closes a fence that is open. */
  fence: {marker: string; inList: boolean} | undefined;
  comment: boolean;
  inList: boolean;
  afterBlank: boolean;
}

const OPENING = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const MARKER = /^<!--[ \t]*cell(?:[ \t]+\{?#([A-Za-z][\w-]{0,63})\}?)?[ \t]*-->[ \t]*$/;

export function startProse(): ProseState {
  return {fence: undefined, comment: false, inList: false, afterBlank: true};
}

export function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** The opening of a fence, if the line is one. */
export function findFence(line: string): Fence | null {
  const match = OPENING.exec(line);
  if (!match) return null;
  const [, indent, marker, info] = match;
  if (marker.startsWith("`") && info.includes("`")) return null;
  return {marker, info: info.trim(), indent: indent.length};
}

export function closesFence(line: string, marker: string): boolean {
  const match = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line);
  return match !== null && match[1].startsWith(marker);
}

/** `<!-- cell -->`, perhaps with an id for the prose behind it. */
export function findMarker(line: string): {id: string | undefined} | null {
  const match = MARKER.exec(line);
  return match && {id: match[1]};
}

/** Whether a line stands in no fence and no comment, so that it may begin a cell. */
export function isOpenGround(state: ProseState, line: string): boolean {
  return !state.comment && (!state.fence || leavesFence(state.fence, line));
}

/** A line further left than its list ends the list and the fence in it. */
function leavesFence(fence: {inList: boolean}, line: string): boolean {
  return fence.inList && !isBlank(line) && !line.startsWith(" ");
}

/** Moves over a line that belongs to prose. */
export function passLine(state: ProseState, line: string): void {
  const blank = isBlank(line);
  if (state.comment) {
    state.comment = !line.includes("-->");
  } else if (state.fence) {
    const {marker, inList} = state.fence;
    if (leavesFence(state.fence, line)) {
      state.fence = undefined;
      passGround(state, line);
    } else if (closesFence(inList ? line.trimStart() : line, marker)) state.fence = undefined;
  } else if (!blank) passGround(state, line);
  state.afterBlank = blank;
}

function passGround(state: ProseState, line: string): void {
  const fence = findFence(line);
  const comment = /^ {0,3}<!--/.test(line);
  if (LIST_ITEM.test(line)) {
    state.inList = true;
    const inner = findFence(line.replace(LIST_ITEM, "").trimStart());
    state.fence = inner ? {marker: inner.marker, inList: true} : undefined;
    return;
  }
  // a line at the margin ends a list unless it goes on with the paragraph above it
  if (!line.startsWith(" ") && (state.afterBlank || fence || comment || /^[#>]/.test(line))) {
    state.inList = false;
  }
  if (fence) state.fence = {marker: fence.marker, inList: state.inList && fence.indent > 0};
  else if (comment) state.comment = !line.slice(line.indexOf("<!--") + 4).includes("-->");
  else if (state.inList) {
    const deep = findFence(line.trimStart());
    if (deep) state.fence = {marker: deep.marker, inList: true};
  }
}

/** What has to follow prose so that nothing of it stays open, or "". */
export function findSeal(source: string): string {
  const state = startProse();
  for (const line of source.split(/\r\n|\n|\r/)) passLine(state, line);
  if (state.comment) return "-->";
  return state.fence && !state.fence.inList ? state.fence.marker : "";
}
