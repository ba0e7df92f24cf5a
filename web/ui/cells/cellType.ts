/** The type under which a dragged cell travels: only within a notebook. */
export const CELL_TYPE = "application/x-cuvette-cell";
