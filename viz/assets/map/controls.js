// Search, filters, language, and the tables below, which show what the picture shows.

const find = element("map-find");
const least = element("least");
const year = element("year");
const sure = element("sure");
const cross = element("cross");
const facets = [...document.querySelectorAll("[data-facet]")];
const kindBoxes = [...document.querySelectorAll("[name=kind]")];

function setControls() {
  find.value = state.find;
  if (least) least.value = String(state.least);
  if (year) year.value = state.year;
  if (sure) sure.value = String(state.sure);
  if (cross) cross.checked = state.cross;
  for (const choice of facets) choice.value = state[choice.dataset.facet];
  for (const box of kindBoxes) box.checked = state.kinds.has(box.value);
}

function showTables() {
  for (const row of document.querySelectorAll("tr[data-edge]")) {
    row.hidden = !isShown(edgesById.get(row.dataset.edge));
  }
  for (const row of document.querySelectorAll("tr[data-node]")) {
    row.querySelector(".ties").textContent = tiesOf(row.dataset.node).length;
  }
  for (const line of document.querySelectorAll("#still [data-edge]")) {
    drawLine(line, edgesById.get(line.dataset.edge));
  }
  if (year) element("undated").hidden = !state.year;
  element("shown").textContent = word("n-shown", {
    n: shownEdges.length, all: data.edges.length });
}

// On paper and in files a line looks as it does on the screen.
function drawLine(line, edge) {
  line.style.display = isShown(edge) ? "" : "none";
  const style = data.tieKinds[strongestKind(edge)];
  const path = line.querySelector("path");
  path.setAttribute("stroke", style.colour);
  path.setAttribute("stroke-width", data.widths[weight(edge)]);
  path.setAttribute("stroke-dasharray", style.dash.join(" "));
}

function startControls() {
  find.addEventListener("input", () => change({ find: find.value, selected: "" }));
  find.addEventListener("keydown", (event) => {
    const first = reachable()[0];
    if (event.key === "Enter" && state.find && first) first.click();
    if (event.key === "ArrowDown" && first) { roam(first); first.focus(); }
  });
  least?.addEventListener("input", () => change({ least: Math.max(1, Number(least.value)) }));
  year?.addEventListener("input", () => change({ year: year.value }));
  sure?.addEventListener("input", () => change({ sure: Number(sure.value) }));
  cross?.addEventListener("input", () => change({ cross: cross.checked }));
  for (const choice of facets) {
    choice.addEventListener("input", () => change({ [choice.dataset.facet]: choice.value }));
  }
  for (const box of kindBoxes) {
    box.addEventListener("change", () => change({ kinds: new Set(
      kindBoxes.filter((one) => one.checked).map((one) => one.value)) }));
  }
  element("reset").addEventListener("click", () => {
    change({ ...asOpened(), selected: "" });
    setControls();
    showView(null);
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      sayEverything(button.dataset.language);
      change({});
    }, whileOpen);
  }
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-open]");
    if (!button) return;
    select(button.dataset.open);
    element("map").scrollIntoView();
    details.focus();
  }, whileOpen);
  const up = element("up");
  if (up && !up.href) up.addEventListener("click", () => openGroup(up.dataset.above, language));
  setControls();
  showTables();
  onChange(showTables);
  // The tables come after the script in the page.
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => {
      if (language !== data.language) sayEverything(language);
      showTables();
    }, whileOpen);
  }
}
