// Words and small tools: text always goes in as text, never as markup.

const data = JSON.parse(document.getElementById("map-data").textContent);
const byId = (items) => new Map(items.map((item) => [item.id, item]));
const nodesById = byId(data.nodes);
const edgesById = byId(data.edges);
const element = (id) => document.getElementById(id);

// What listens outside of this picture's own elements ends with it.
const leaving = new AbortController();
const whileOpen = { signal: leaving.signal };

let language = data.language;
const pick = (pair) => pair[language === "ja" ? 0 : 1];

function word(key, values = {}) {
  let text = pick(data.words[key]);
  for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, value);
  return text;
}

const kindWord = (kind) => {
  const style = data.nodeKinds[kind] || data.tieKinds[kind];
  return pick([style.ja, style.en]);
};

// Makes an element; `given` holds properties, with data-* and aria-* under `attributes`.
function make(tag, given = {}, children = []) {
  const made = document.createElement(tag);
  const { attributes = {}, ...properties } = given;
  Object.assign(made, properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Two spellings with one fold are found by each other: ｲｼﾞｭｳ, イジュウ, いじゅう.
function fold(text) {
  const kana = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60);
  return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, kana)
    .replace(/\s+/g, "");
}

for (const node of data.nodes) node.fold = fold([node.name, ...node.other, ...node.members].join("\n"));

function sayEverything(wanted) {
  language = wanted;
  document.documentElement.lang = language;
  document.title = pick(data.title);
  for (const said of document.querySelectorAll("[data-ja]")) {
    said.textContent = language === "ja" ? said.dataset.ja : said.dataset.en;
  }
  for (const said of document.querySelectorAll("[data-label-ja]")) {
    const label = language === "ja" ? said.dataset.labelJa : said.dataset.labelEn;
    said.setAttribute(said.matches("input") ? "placeholder" : "aria-label", label);
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
