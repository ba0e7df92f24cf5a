// Where something stands in a text that was parsed.
import type {Node} from "acorn";

export type Place = Pick<Node, "start" | "end">;
