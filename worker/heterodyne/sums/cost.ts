// What an evaluation costs, in additions as worker/pool/grain.ts counts them: by arithmetic, not by time, so that the way
// it takes never depends on the machine.

/** Of a pair of frames: four products; for gradients twice. */
const PAIR = 1.2;
const PAIR_GRADIENT = 2.8;

/** The sweep over the data, of all angles. */
export function costOf(frames: number, angles: number, gradient: boolean): number {
  return ((gradient ? PAIR_GRADIENT : PAIR) * angles * (frames * (frames + 64))) / 2;
}

/** Of a frame, before the sweep and after it: for theta, and for each angle. */
const FRAME = 150;
const FRAME_ANGLE = 60;
const GRADIENT_FACTOR = 2.5;

/** A whole point of a batch. */
export function pointCost(frames: number, angles: number, gradient: boolean): number {
  const own = (FRAME + FRAME_ANGLE * angles) * (gradient ? GRADIENT_FACTOR : 1) * frames;
  return own + costOf(frames, angles, gradient);
}
