// Sums as the engine makes them, in any of the ways it works.
import {makeSums, type SumsMaker} from "../../../worker/heterodyne/sums/sums.ts";
import {makeSession, type MODES} from "../../worker/makeEngine.ts";

type Mode = Pick<(typeof MODES)[number], "options" | "change">;
type Opened = Awaited<ReturnType<typeof makeSession>> & {maker: SumsMaker};

export async function openMaker({options, change}: Mode = {options: {}}): Promise<Opened> {
  const opened = await makeSession({threads: 2, ...options}, change);
  const {session, home} = opened;
  const maker = makeSums({
    programs: session.programs,
    session,
    loadProgram: (file) => home.program(file),
    simd: session.spec.features.simd,
    relaxed: session.spec.flavour === "relaxed",
    memory: session.options.memory
  });
  return {...opened, maker};
}
