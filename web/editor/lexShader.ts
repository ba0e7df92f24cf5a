// WGSL, line by line; its block comments nest, and the state is how deep.
import type {LineLexer} from "./token.ts";

const words = (text: string) => new Set(text.split(" "));

const KEYWORDS = words(
  "alias break case const const_assert continue continuing default diagnostic discard else enable " +
    "fn for if let loop override requires return struct switch var while"
);
const CONSTANTS = words("true false");
const TYPE =
  /^(bool|[fiu]32|f16|(vec[234]|mat[234]x[234])([fiuh])?|array|atomic|ptr|sampler(_comparison)?|texture_\w+|[A-Z]\w*[a-z]\w*)$/;

const PIECE =
  /(\s+)|(\/\/.*)|(\/\*)|(@\s*\w+)|(0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?[iufh]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[iufh]?)|([\p{ID_Start}_][\p{ID_Continue}]*)|[^]/uy;
const COMMENT_EDGE = /[^]*?(\/\*|\*\/)/y;
const CALL = /\s*\(/y;

export const lexShader: LineLexer = (line, state, push) => {
  let depth = Number(state);
  let at = 0;
  while (at < line.length) {
    const start = at;
    if (depth > 0) {
      COMMENT_EDGE.lastIndex = at;
      const found = COMMENT_EDGE.exec(line);
      if (found) depth += found[1] === "/*" ? 1 : -1;
      at = found ? at + found[0].length : line.length;
      push("comment", start, at);
      continue;
    }
    PIECE.lastIndex = at;
    const [text, , comment, block, attribute, number, name] = PIECE.exec(line)!;
    at += text.length;
    CALL.lastIndex = at;
    if (comment) push("comment", start, at);
    else if (block) {
      depth = 1;
      push("comment", start, at);
    } else if (attribute) push("attribute", start, at);
    else if (number || CONSTANTS.has(text)) push("number", start, at);
    else if (!name) push("plain", start, at);
    else if (KEYWORDS.has(text)) push("keyword", start, at);
    else if (TYPE.test(text)) push("type", start, at);
    else push(CALL.test(line) ? "function" : "plain", start, at);
  }
  return depth === 0 ? "" : String(depth);
};
