// Packages without types of their own; what is taken of them gets its type where it is imported.
declare module "@observablehq/inputs";
declare module "d3-dsv";
