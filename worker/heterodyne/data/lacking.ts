/** What a file does not have although it was asked for: told to people in words, and to code that can help by name. */
export class Lacking extends RangeError {
  /** "frames": some that were chosen; "phi": the angles of its matrices. */
  readonly lacks: "frames" | "phi";

  constructor(lacks: Lacking["lacks"], message: string) {
    super(message);
    this.lacks = lacks;
  }
}
