// A network too large for one picture comes as several: the file holds each packed (base64 of a
// deflated JSON), the address names the one that is open. A page of the application holds one.

const groupAsked = () => new URLSearchParams(location.hash.slice(1)).get("group") || "";
let group = "";
let leave = () => {};

async function unpacked(key) {
  const held = [...document.querySelectorAll("script[data-group]")].find(
    (one) => one.dataset.group === key);
  if (!held) return null;
  const bytes = Uint8Array.from(atob(held.textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

async function showGroup(key) {
  const parts = await unpacked(key);
  if (!parts) return;
  leave();
  group = key;
  // The parts were made by the templates of this page, which escape every text of a document.
  for (const [id, html] of Object.entries(parts)) document.getElementById(id).innerHTML = html;
  leave = drawMap();
}

function openGroup(key, language) {
  const told = new URLSearchParams({ ...(key && { group: key }), lang: language });
  history.pushState(null, "", `${location.href.split("#")[0]}#${told}`);
  return showGroup(key);
}

/* map */

window.addEventListener("hashchange", () => { if (groupAsked() !== group) showGroup(groupAsked()); });
leave = drawMap();
// The packed pictures stand at the end of the page.
document.addEventListener("DOMContentLoaded", () => {
  if (groupAsked()) showGroup(groupAsked());
});
