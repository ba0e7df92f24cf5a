// What the command asks of `engine.heterodyne`.
import type {Engine, Loaded, LoadOptions} from "../../worker/api.ts";

export type {
  Exported,
  FitRun,
  FitStatus,
  HeterodyneSettings,
  Lacking,
  Loaded,
  RobustRun,
  Semantics
} from "../../worker/api.ts";

type Part = Engine["heterodyne"];

export interface HeterodyneDoor extends Pick<
  Part,
  "config" | "save" | "fit" | "robust" | "export" | "synthesize"
> {
  load(file: Blob, options?: LoadOptions): PromiseLike<Loaded>;
}
