// Whether an array is still what it was: 4,096 of its elements are kept and compared.

const SAMPLES = 4096;
/** The golden ratio's fraction: places wander within their strides, so that no column of a matrix is missed. */
const WANDER = 0.6180339887498949;

export interface Watch {
  readonly name: string;
  readonly array: ArrayLike<number>;
  readonly places: Int32Array;
  readonly values: Float64Array;
}

let places = new Int32Array(0);
let placesOf = -1;

/** Fixed places, one in each of 4,096 equal strides; all of a short array. */
function placesFor(length: number): Int32Array {
  if (length === placesOf) return places;
  const count = Math.min(length, SAMPLES);
  places = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const wander = count < length ? (k * WANDER) % 1 : 0;
    places[k] = Math.floor(((k + wander) * length) / count);
  }
  placesOf = length;
  return places;
}

export function watch(name: string, array: ArrayLike<number>): Watch {
  const at = placesFor(array.length);
  return {name, array, places: at, values: Float64Array.from(at, (k) => array[k])};
}

/** Throws where an element is not what it was. */
export function checkUnchanged(what: string, watched: Watch): void {
  const {name, array, places, values} = watched;
  const k =
    array instanceof Float64Array
      ? findChange(array, places, values)
      : findChangeInAny(array, places, values);
  if (k < 0) return;
  throw new RangeError(
    `${what}: expected ${name} as it was at its first use (hand over a copy to change it: matrix.slice()), ` +
      `got ${array[places[k]]} instead of ${values[k]} at index ${places[k]}`
  );
}

/** The usual array by itself: it is read at every call, and code for one kind of array is several times faster. */
function findChange(array: Float64Array, places: Int32Array, values: Float64Array): number {
  for (let k = 0; k < places.length; k++)
    if (array[places[k]] !== values[k] && isChange(array[places[k]], values[k])) return k;
  return -1;
}

function findChangeInAny(
  array: ArrayLike<number>,
  places: Int32Array,
  values: Float64Array
): number {
  for (let k = 0; k < places.length; k++)
    if (array[places[k]] !== values[k] && isChange(array[places[k]], values[k])) return k;
  return -1;
}

/** NaN, which a mask leaves out, is unlike itself. */
function isChange(now: number, before: number): boolean {
  return !(now !== now && before !== before);
}
