// Long lists a page at a time.

export interface Page {
  /** from 0. */
  page: number;
  pages: number;
  begin: number;
  /** after the last. */
  end: number;
}

/** A page of a list; a number outside gives the nearest there is. */
export function toPage(length: number, size: number, wanted: number): Page {
  const pages = Math.max(1, Math.ceil(length / size));
  const page = Math.max(0, Math.min(pages - 1, Math.floor(wanted) || 0));
  return {page, pages, begin: page * size, end: Math.min(length, (page + 1) * size)};
}
