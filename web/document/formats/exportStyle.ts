/** The style of exported files, which no other file may belong to: light, dark and printed. */
export const EXPORT_STYLE = `
:root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fff, #16181c); color: light-dark(#1b1e23, #e3e5e8); }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; overflow-wrap: break-word; }
section { margin: 0 0 1rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
a { color: light-dark(#0b5cad, #7ab7ff); }
pre, code { font: 13.5px/1.55 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.5rem 0.75rem; border-left: 2px solid light-dark(#d5d9de, #3a3f47); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.75rem 0.2rem 0; border-bottom: 1px solid light-dark(#d5d9de, #3a3f47); text-align: left; }
blockquote { margin-inline: 0; padding-left: 1rem; border-left: 2px solid; color: light-dark(#555b64, #a4aab3); }
img { max-width: 100%; height: auto; }
.output img { background: #fff; color-scheme: light; }
.output pre { border: 0; padding-inline: 0; }
.tex-display { overflow-x: auto; text-align: center; margin: 1rem 0; }
.tex-error { color: light-dark(#b3261e, #ff8a80); }
summary { cursor: pointer; font-size: 13px; color: light-dark(#555b64, #a4aab3); }
@media print {
  :root { color-scheme: light; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; }
  h1, h2, h3 { break-after: avoid; }
  pre, img, table, .output { break-inside: avoid; }
}
`;
