// The address restores the view: choice, filters, search, language, part of the picture.

const isAsOpened = (kinds) => kinds.size === data.started.length
  && data.started.every((kind) => kinds.has(kind));

function address() {
  const told = new URLSearchParams();
  if (state.selected) told.set("selected", state.selected);
  if (!isAsOpened(state.kinds)) told.set("kinds", [...state.kinds].join(" "));
  if (state.least > 1) told.set("least", state.least);
  if (state.year) told.set("year", state.year);
  if (state.sure) told.set("sure", state.sure);
  if (!state.cross) told.set("cross", "0");
  for (const { dataset } of facets) {
    if (state[dataset.facet]) told.set(dataset.facet, state[dataset.facet]);
  }
  if (state.find) told.set("find", state.find);
  if (language !== data.language) told.set("lang", language);
  if (view) told.set("view", view.join(" "));
  if (group) told.set("group", group);
  return told.toString();
}

function writeAddress() {
  const told = address();
  if (told === location.hash.slice(1)) return;
  // A whole address: in a notebook's frame a bare "#…" would not be of this page.
  history.replaceState(null, "", location.href.split("#")[0] + (told && `#${told}`));
}

// What the address asks for, as far as there is such a thing: state, language, part of the picture.
function asked() {
  const told = new URLSearchParams(location.hash.slice(1));
  const id = told.get("selected") || "";
  const part = (told.get("view") || "").split(" ").map(Number);
  const kinds = told.has("kinds") ? told.get("kinds").split(" ") : data.started;
  const among = (choice, name) => choice && [...choice.options].some(
    ({ value }) => value === told.get(name)) ? told.get(name) : "";
  return {
    language: ["ja", "en"].includes(told.get("lang")) ? told.get("lang") : data.language,
    view: part.length === 3 && part.every(Number.isFinite) && part[2] > 0 ? part : null,
    state: {
      selected: nodesById.has(id) || edgesById.has(id) ? id : "",
      kinds: new Set(allKinds.filter((kind) => kinds.includes(kind))),
      least: Math.max(1, Number.parseInt(told.get("least"), 10) || 1),
      find: told.get("find") || "",
      year: among(year, "year"),
      sure: Number(among(sure, "sure")),
      cross: !cross || told.get("cross") !== "0",
      ...Object.fromEntries(facets.map((choice) => [choice.dataset.facet,
        among(choice, choice.dataset.facet)])),
    },
  };
}

function readAddress() {
  const wanted = asked();
  if (wanted.language !== language) sayEverything(wanted.language);
  drawOnce(() => {
    change(wanted.state);
    showView(wanted.view);
  });
  setControls();
}

function startPermalink() {
  onChange(writeAddress);
  window.addEventListener("hashchange", () => { if (groupAsked() === group) readAddress(); },
    whileOpen);
}
