// Puts the SPARQL editor in the place of the plain form, which stays below it as the accessible way.
// Nothing is asked of other hosts: the editor's own lookups of prefixes and terms are left out.
(() => {
  "use strict";
  const place = document.getElementById("editor");
  const library = window.Yasgui;
  if (!place || !library) return;
  const Yasgui = library.default || library.Yasgui || library;
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const Yasqe = Yasgui.Yasqe || (library.Yasqe && (library.Yasqe.default || library.Yasqe));
  if (Yasqe) Yasqe.defaults.autocompleters = ["variables"];
  place.hidden = false;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    yasqe: { value: place.dataset.query, createShareableLink: null, autocompleters: ["variables"] },
  });
  const tab = yasgui.getTab() || yasgui.addTab(true);
  tab.setQuery(place.dataset.query);
  for (const field of place.querySelectorAll(".CodeMirror textarea")) {
    field.setAttribute("aria-label", place.dataset.label);
  }
  document.getElementById("plain").open = false;
  for (const example of document.querySelectorAll("a.example")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      tab.setQuery(new URL(example.href).searchParams.get("query"));
      place.scrollIntoView();
      tab.query();
    });
  }
})();
