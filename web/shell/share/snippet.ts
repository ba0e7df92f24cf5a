// What a teacher pastes into a course page: a frame that is as tall as what it shows.

/** HTML that shows a notebook in another site's page; the script is optional there and only sets the height. */
export function toSnippet(link: string, title: string): string {
  const src = escape(link.replace("#/", "#/embed/"));
  const origin = new URL(link).origin;
  return (
    `<iframe src="${src}" title="${escape(title)}" ` +
    `style="width:100%;height:600px;border:0" allow="cross-origin-isolated; fullscreen"></iframe>\n` +
    `<script>addEventListener("message",({data,origin,source})=>{if(origin===${JSON.stringify(origin)}&&` +
    `data?.type==="cuvette"&&data.height>0)for(const f of document.querySelectorAll("iframe"))` +
    `if(f.contentWindow===source)f.style.height=data.height+"px"})</script>`
  );
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
