// Starts the preview's page: fetches the state, listens for news, and connects the parts.
import { Pages } from "./pages.js";
import { Reader } from "./reader.js";
import { Sidebar } from "./sidebar.js";
import { setUpKeys } from "./keys.js";
import { Settings } from "./settings.js";
import { byId, fill, get, setWords, toast, word } from "./page.js";

const stage = byId("stage");
const status = byId("status");
const view = byId("view");
const settings = new Settings();
const pages = new Pages(stage, settings);
const reader = new Reader(stage);
const sidebar = new Sidebar(pages, settings);
let state = null;

async function load() {
  state = await get("state.json");
  setWords(state.words);
  document.title = state.title ? `${state.title} – ${word("preview")}` : word("preview");
  byId("title").textContent = state.title;
  settings.begin(state);
  sidebar.show(state);
  showViews();
  await showView();
  tell();
}

function tell(changed = "") {
  status.dataset.state = state.complete ? "ready" : "working";
  const what = state.version === 0 ? "laying-out" : state.complete ? "up-to-date" : "following";
  status.textContent = changed || word(what);
}

// The views: the book's own pages first, then each edition's pages, sheets and e-book.
function showViews() {
  const groups = { pages: [["", state.edition || "book"]], sheets: [], screens: [] };
  for (const { name, formats } of state.editions) {
    if (name !== state.edition && (formats.includes("pdf"))) groups.pages.push([`pdf/${name}`, name]);
    if (formats.includes("sheets")) groups.sheets.push([`sheets/${name}`, name]);
    if (formats.includes("epub")) groups.screens.push([`epub/${name}`, name]);
  }
  const chosen = new URLSearchParams(location.hash.slice(1)).get("v") ?? "";
  if (state.against) groups.compare = [["compare", state.against]];
  view.replaceChildren(...Object.entries(groups).filter(([, rows]) => rows.length).map(([kind, rows]) => {
    const group = document.createElement("optgroup");
    group.label = word(kind);
    group.append(...rows.map(([value, name]) => new Option(`${word(kind)} · ${name}`, value)));
    return group;
  }));
  view.value = [...view.options].some((one) => one.value === chosen) ? chosen : "";
}

async function showView() {
  const [form, edition] = view.value.split("/");
  const isEpub = form === "epub";
  byId("file").hidden = true;
  for (const id of ["page-tools", "zoom-tools", "overlay-tools"]) byId(id).hidden = isEpub;
  if (!form) return pages.show(state, state.pages);
  if (form === "compare") return showDifferences();
  if (!stage.querySelector(`[data-made="${CSS.escape(view.value)}"]`)) stage.replaceChildren(notice(word("laying-out")));
  const wanted = view.value;
  let made;
  try { made = await get(`made/${encodeURIComponent(edition)}/${form}.json`); } catch { return undefined; } // until the book is read
  if (wanted !== view.value) return undefined;
  if (!made.files.length) return stage.replaceChildren(notice(word("cannot-be-made"), made.faults.join("\n")));
  return isEpub ? reader.show(wanted, edition, made.files, state.articles[pages.articleOf(pages.current)]?.[2]) : pages.showFiles(state, wanted, made.files);
}

// The pages that differ from those of another folder or commit: as they were on the left, as they are on the right.
async function showDifferences() {
  if (!stage.querySelector('[data-made="compare"]')) stage.replaceChildren(notice(word("laying-out")));
  const found = await get("differing.json");
  if (view.value !== "compare") return undefined;
  if (!found.pages.length) return stage.replaceChildren(notice(word(found.faults.length ? "cannot-be-made" : "no-difference"), found.faults.join("\n")));
  return pages.showFiles(state, "compare", [{ name: state.against, pages: found.pages, shape: state.geometry.width / state.geometry.height }]);
}

function notice(text, details = "") {
  const box = document.createElement("div");
  box.className = "notice";
  const line = document.createElement("p");
  line.textContent = text;
  box.append(line);
  if (details) box.append(Object.assign(document.createElement("pre"), { textContent: details }));
  return box;
}

view.addEventListener("change", () => { pages.setAddress({ v: view.value }); showView(); });

let completing = null;
function listen() {
  const events = new EventSource("events");
  events.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    if (!("from" in news)) { if (state && news.version !== state.version) load(); return; }
    if (!state || news.from !== state.version) { load(); return; }
    state.pages.splice(news.at, news.gone, ...news.rows);
    Object.assign(state, { version: news.version, complete: news.complete });
    const changed = view.value ? [] : pages.update(state, state.pages, news);
    tell(changed.length ? fill("changed", { pages: changed.slice(0, 12).join(", ") + (changed.length > 12 ? " …" : "") }) : "");
    if (news.complete) { clearTimeout(completing); completing = setTimeout(refresh, 30); }
  };
  events.addEventListener("goto", ({ data }) => {
    if (view.value) { view.value = ""; pages.setAddress({ v: "" }); pages.show(state, state.pages); }
    pages.arrive(JSON.parse(data));
  });
  events.onerror = () => { status.dataset.state = "error"; status.textContent = word("disconnected"); };
}

// After a complete build: contents, messages and editions may be others.
async function refresh() {
  const now = await get("state.json");
  if (now.version !== state.version) return;
  const isFirst = !state.title && now.title;
  state = now;
  sidebar.show(state);
  if (isFirst) { await load(); return; }
  pages.adopt(state);
  if (view.value) await showView();
}

setUpKeys({ pages, sidebar, settings });
load().then(listen, () => { status.dataset.state = "error"; toast("…"); setTimeout(() => location.reload(), 1500); });
