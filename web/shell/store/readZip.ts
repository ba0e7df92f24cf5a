// Zips come from anywhere: how much comes out of one is bounded before it is unpacked.
import {unzipSync} from "fflate";

const MOST_FILES = 50_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** All files of a zip by path; throws a RangeError when it is damaged or would be too large. */
export function readZip(bytes: Uint8Array): Record<string, Uint8Array> {
  let count = 0;
  let total = 0;
  try {
    // a size that lies cuts its file short: unpacking never writes past it
    return unzipSync(bytes, {
      filter: ({name, originalSize}) => {
        count += 1;
        total += originalSize;
        if (count > MOST_FILES || total > MOST_BYTES)
          throw new RangeError(
            `readZip: too large, a zip may hold ${MOST_FILES} files and ${MOST_BYTES / 2 ** 20} MB`
          );
        return !name.endsWith("/");
      }
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError("readZip: damaged, or not a zip", {cause: error});
  }
}
