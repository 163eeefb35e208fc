// Puts the SPARQL editor in the place of the plain form, which stays below it as the accessible way.
// Nothing is asked of other hosts: the editor's own lookups of prefixes and terms are left out. The
// query of the address is answered by the server, below: the editor shows it and does not ask again.
(() => {
  "use strict";
  // A problem as the server tells it; what is no such thing the editor shows itself.
  async function problem({ text }) {
    let told;
    try {
      told = JSON.parse(text);
    } catch {
      return undefined;
    }
    const shown = document.createElement("div");
    for (const [kind, said] of [["strong", told.title], ["p", told.detail]]) {
      shown.appendChild(document.createElement(kind)).textContent = said;
    }
    return shown;
  }
  const place = document.getElementById("editor");
  const library = window.Yasgui;
  if (!place || !library) return;
  const Yasgui = library.default || library.Yasgui || library;
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const Yasqe = Yasgui.Yasqe || (library.Yasqe && (library.Yasqe.default || library.Yasqe));
  if (Yasqe) Yasqe.defaults.autocompleters = ["variables"];
  const Yasr = Yasgui.Yasr || (library.Yasr && (library.Yasr.default || library.Yasr));
  if (Yasr) Yasr.defaults.errorRenderers = [problem];
  place.hidden = false;
  const yasgui = new Yasgui(place, {
    requestConfig: {
      endpoint, method: "POST", headers: { "Accept-Language": document.documentElement.lang },
    },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    yasqe: { value: place.dataset.query, autocompleters: ["variables"] },
  });
  const tab = yasgui.getTab() || yasgui.addTab(true);
  const editor = tab.getYasqe();
  editor.config.createShareableLink = () => `${endpoint}?query=${encodeURIComponent(tab.getQuery())}`;
  tab.setQuery(place.dataset.query);
  for (const field of place.querySelectorAll(".CodeMirror textarea")) {
    field.setAttribute("aria-label", place.dataset.label);
  }
  document.getElementById("plain").open = false;
  const cut = document.getElementById("cut");
  editor.on("query", () => {
    for (const earlier of document.querySelectorAll(".answered")) earlier.hidden = true;
  });
  editor.on("queryResponse", (_, response) => {
    cut.hidden = !response.headers?.get("Shisaku-Cut");
  });
  for (const example of document.querySelectorAll("a.example")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      tab.setQuery(new URL(example.href).searchParams.get("query"));
      place.scrollIntoView();
      tab.query();
    });
  }

  // What the editor says is put into the page's language (values of an answer are not words of its
  // own), and what it leaves without a name is named.
  const words = window.editorWords || [];
  const spoken = ["title", "aria-label", "placeholder"];
  const nameless = {
    "select.tableSizer": "size", ".yasqe_sharePopup input": "address", ".yasr_results pre": "error",
  };
  function put(text) {
    const found = words.find(([said]) => said.test(text));
    return found ? text.replace(...found) : text;
  }
  function translate() {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest(".CodeMirror, th, td:not(.dt-empty)")) continue;
      const told = put(node.data);
      if (told !== node.data) node.data = told;
    }
    for (const name of spoken) {
      for (const one of place.querySelectorAll(`[${name}]`)) {
        const told = put(one.getAttribute(name));
        if (told !== one.getAttribute(name)) one.setAttribute(name, told);
      }
    }
  }
  function name() {
    for (const [selector, named] of Object.entries(nameless)) {
      for (const one of place.querySelectorAll(`${selector}:not([aria-label])`)) {
        one.setAttribute("aria-label", place.dataset[named]);
        if (one.matches("pre")) one.tabIndex = 0;
      }
    }
    for (const heading of place.querySelectorAll("th:first-child .dt-column-title:empty")) {
      heading.textContent = "#";
    }
  }
  const watch = { attributeFilter: spoken, characterData: true, childList: true, subtree: true };
  const watcher = new MutationObserver(() => {
    watcher.disconnect();
    mend();
  });
  function mend() {
    translate();
    name();
    watcher.observe(place, watch);
  }
  mend();
})();
