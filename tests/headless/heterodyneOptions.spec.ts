import {describe, expect, it} from "vitest";
import {readHeterodyneCommand} from "../../web/headless/heterodyneOptions.ts";
import {HELP, readCommand} from "../../web/headless/options.ts";

describe("the arguments of cuvette heterodyne", () => {
  it("have defaults, and the original's names", () => {
    expect(readCommand(["heterodyne"])).toMatchObject({
      kind: "heterodyne", verb: "fit", config: "heterodyne_config.json", method: "classical", json: false
    }); // prettier-ignore
    expect(readHeterodyneCommand(["--output-dir", "x", "--method", "all"])).toMatchObject({
      out: "x",
      method: "all"
    });
    expect(readHeterodyneCommand(["simulate"])).toMatchObject({phi: [0, 36, 72, 108, 144]});
    expect(readCommand(["heterodyne", "--help"])).toEqual({kind: "heterodyne", verb: "help"});
    expect(HELP).toContain("cuvette heterodyne");
  });

  const wrong: [string[], RegExp][] = [
    [["--method", "gurobi"], /--method: expected one of classical, robust, all, got gurobi/],
    [["analyse"], /expected simulate or options, got analyse/],
    [["simulate", "--method", "all"], /heterodyne simulate: unsupported --method/],
    [["--contrast", "2"], /heterodyne fit: unsupported --contrast/],
    [["simulate", "--phi-angles", "0,,5"], /--phi-angles: expected a number, got ""/],
    [["simulate", "--noise=-1"], /--noise: expected a number from 0 up, got "-1"/],
    [["simulate", "--contrast", " "], /--contrast: expected a number, got " "/],
    [["--threads", "0"], /--threads: expected a whole number from 1 up, got "0"/],
    [["--seed", "1.5"], /--seed: expected a whole number, got "1.5"/],
    [["--nonsense"], /Unknown option '--nonsense'/]
  ];
  it.each(wrong)("%j are refused", (args, message) => {
    expect(() => readCommand(["heterodyne", ...args])).toThrow(message);
  });
});
