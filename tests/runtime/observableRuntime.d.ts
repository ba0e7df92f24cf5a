// The part of Observable's runtime that the differential test uses; the package brings no types.
declare module "@observablehq/runtime" {
  export interface Variable {
    define(name: string, inputs: string[], definition: (...values: number[]) => unknown): this;
    delete(): void;
  }
  export interface Module {
    variable(observer: boolean): Variable;
    value(name: string): Promise<unknown>;
  }
  export class Runtime {
    module(): Module;
    dispose(): void;
  }
}
