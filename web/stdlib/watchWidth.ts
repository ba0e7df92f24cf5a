// The width of the notebook's column for those who draw, without a layout for each of them: to ask an element for its
// width lays out all that has changed since, and a slider's plots are drawn one after the other.

/** A function that knows the width; undefined while there is no column, or it is not laid out. */
export function watchWidth(find: () => Element | undefined): () => number | undefined {
  let watched: Element | undefined;
  let width = 0;
  const read = () => (width = watched?.clientWidth ?? 0);
  const observer = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(read);
  return () => {
    const column = find();
    if (column !== watched || width === 0 || !observer) {
      observer?.disconnect();
      watched = column;
      read();
      if (column) observer?.observe(column);
    }
    return width || undefined;
  };
}
