/** Why a file does not do as it was asked for: told to people in words, and to code that can help by name. */
export class Lacking extends RangeError {
  /** "frames": some that were chosen; "phi": angles, one a matrix; "memory": room for its matrices. */
  readonly lacks: "frames" | "phi" | "memory";

  constructor(lacks: Lacking["lacks"], message: string) {
    super(message);
    this.lacks = lacks;
  }
}
